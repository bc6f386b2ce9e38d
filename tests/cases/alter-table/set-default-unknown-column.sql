-- case: A default for a column that is not there
-- covers: alter-table/set-default
-- error: 42703
CREATE TABLE t (a int);
ALTER TABLE t ALTER COLUMN b SET DEFAULT 1;
