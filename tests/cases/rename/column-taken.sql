-- case: The new name is taken
-- covers: alter-table/rename-column
-- error: 42701
CREATE TABLE t (a int, b int);
ALTER TABLE t RENAME COLUMN a TO b;
