-- case: IF EXISTS on a column that is not there
-- covers: alter-table/drop-column-if-exists
CREATE TABLE t (a int, b int);
ALTER TABLE t DROP COLUMN IF EXISTS z, DROP COLUMN IF EXISTS b;
