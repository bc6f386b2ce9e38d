-- case: A column that is not there
-- covers: alter-table/drop-column
-- error: 42703
CREATE TABLE t (a int);
ALTER TABLE t DROP COLUMN b;
