-- case: Operator class, order and index parameters
-- covers: create-table/exclude-element-opclass, create-table/index-parameters-include, create-table/index-parameters-with
CREATE TABLE t (a int4range, b int, c text, EXCLUDE USING gist (a range_ops WITH &&) INCLUDE (b) WITH (fillfactor = 70), EXCLUDE USING btree (c text_pattern_ops DESC NULLS LAST WITH =));
