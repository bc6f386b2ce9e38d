-- case: Statistics of a column twice
-- error: 42701
CREATE TABLE t (a int, b int);
CREATE STATISTICS s ON a, b, a FROM t;
