-- case: Statistics of two tables
-- error: 0A000
CREATE TABLE t (a int, b int);
CREATE STATISTICS s ON a, b FROM t, t u;
