-- case: Statistics of one column
-- error: 42P17
CREATE TABLE t (a int);
CREATE STATISTICS s ON a FROM t;
