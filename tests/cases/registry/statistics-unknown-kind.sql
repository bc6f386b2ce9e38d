-- case: Statistics of a kind that there is not
-- error: 42601
CREATE TABLE t (a int, b int);
CREATE STATISTICS s (mean) ON a, b FROM t;
