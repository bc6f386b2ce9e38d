-- case: Statistics of an expression twice
-- error: 42701
CREATE TABLE t (a int, b int);
CREATE STATISTICS s ON (a + b), (a + b) FROM t;
