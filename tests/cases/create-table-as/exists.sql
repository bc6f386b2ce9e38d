-- case: The name is taken
-- covers: create-table-as/as
-- error: 42P07
CREATE TABLE t (a int);
CREATE TABLE t AS SELECT 1 AS a;
