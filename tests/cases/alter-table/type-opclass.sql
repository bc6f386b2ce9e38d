-- case: An operator class that the new type does not have
-- covers: alter-table/type, create-index/opclass
-- error: 42804
CREATE TABLE t (b text);
CREATE INDEX i ON t (b text_pattern_ops);
ALTER TABLE t ALTER COLUMN b TYPE int USING 1;
