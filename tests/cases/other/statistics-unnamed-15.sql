-- case: Before 16 extended statistics need a name
-- covers: create-table/table
-- postgres: 15
-- error: 42601
CREATE TABLE t (a int, b int);
CREATE STATISTICS ON a, b FROM t;
