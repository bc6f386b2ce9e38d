-- case: A system column's name
-- covers: alter-table/rename-column
-- error: 42701
CREATE TABLE t (a int);
ALTER TABLE t RENAME COLUMN a TO ctid;
