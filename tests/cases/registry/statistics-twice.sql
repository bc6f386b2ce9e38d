-- case: A second statistics object of the name
-- error: 42710
CREATE TABLE t (a int, b int, c text);
CREATE STATISTICS pair ON a, b FROM t;
CREATE STATISTICS pair ON a, c FROM t;
