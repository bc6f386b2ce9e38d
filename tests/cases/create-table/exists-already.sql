-- case: A table created twice
-- covers: create-table/table
-- error: 42P07
CREATE TABLE t (a int);
CREATE TABLE t (a int);
