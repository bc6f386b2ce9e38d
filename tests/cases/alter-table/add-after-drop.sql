-- case: Drop and add of one name in one statement
-- covers: alter-table/several-actions, alter-table/drop-column
CREATE TABLE t (a int, b int UNIQUE);
ALTER TABLE t DROP COLUMN b, ADD COLUMN b text;
