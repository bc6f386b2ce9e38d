-- case: No such column
-- covers: alter-table/rename-column
-- error: 42703
CREATE TABLE t (a int);
ALTER TABLE t RENAME COLUMN b TO c;
