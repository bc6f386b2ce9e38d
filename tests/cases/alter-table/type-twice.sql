-- case: One column changed twice in one statement
-- covers: alter-table/type, alter-table/several-actions
-- error: 0A000
CREATE TABLE t (a int);
ALTER TABLE t ALTER COLUMN a TYPE bigint, ALTER COLUMN a TYPE numeric;
