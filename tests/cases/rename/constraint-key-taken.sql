-- case: A key's new name is taken by a relation
-- covers: alter-table/rename-constraint
-- error: 42P07
CREATE TABLE l (x int);
CREATE TABLE t (a int CONSTRAINT k UNIQUE);
ALTER TABLE t RENAME CONSTRAINT k TO l;
