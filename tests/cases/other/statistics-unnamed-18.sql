-- case: From 16 on they do not
-- covers: create-table/table
-- postgres: 18
CREATE TABLE t (a int, b int);
CREATE STATISTICS ON a, b FROM t;
