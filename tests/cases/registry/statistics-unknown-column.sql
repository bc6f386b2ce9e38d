-- case: Statistics of a column that is not there
-- error: 42703
CREATE TABLE t (a int);
CREATE STATISTICS s ON a, b FROM t;
