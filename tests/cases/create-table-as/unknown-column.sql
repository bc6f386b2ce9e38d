-- case: A query over a column that is not there
-- covers: create-table-as/as
-- error: 42703
CREATE TABLE s (a int);
CREATE TABLE t AS SELECT b FROM s;
