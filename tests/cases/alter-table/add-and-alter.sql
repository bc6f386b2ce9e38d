-- case: A column added in the statement cannot be altered in it before it exists
-- covers: alter-table/several-actions
-- error: 42703
CREATE TABLE t (a int);
ALTER TABLE t ADD COLUMN b int, ALTER COLUMN b TYPE bigint;
