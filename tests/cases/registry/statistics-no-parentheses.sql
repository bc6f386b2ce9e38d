-- case: Statistics of an expression without parentheses
-- error: 42601
CREATE TABLE t (a int, b int);
CREATE STATISTICS s ON a + b FROM t;
