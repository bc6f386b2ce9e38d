-- case: NOT NULL on a column that is not there
-- covers: alter-table/set-not-null
-- error: 42703
CREATE TABLE t (a int);
ALTER TABLE t ALTER COLUMN b SET NOT NULL;
