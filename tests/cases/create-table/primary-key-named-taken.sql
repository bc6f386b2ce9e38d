-- case: A given name does not step aside
-- covers: create-table/primary-key, create-table/column-constraint-name
-- error: 42P07
CREATE TABLE x (x int);
CREATE TABLE t (a int CONSTRAINT x PRIMARY KEY);
