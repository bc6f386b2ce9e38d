-- case: The new name is taken
-- covers: alter-table/rename-to
-- error: 42P07
CREATE TABLE t (a int);
CREATE TABLE u (a int);
ALTER TABLE t RENAME TO u;
