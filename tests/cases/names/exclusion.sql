-- case: Names of exclusion constraints
-- covers: create-table/exclude
CREATE TABLE t (a int4range, b int4range, EXCLUDE USING gist (a WITH &&), EXCLUDE USING gist (a WITH &&, b WITH &&), EXCLUDE USING gist ((a * b) WITH &&), EXCLUDE USING btree (lower(a) WITH =));
