-- case: Statistics go with their table
-- error: 42704
CREATE TABLE t (a int, b int, c text);
CREATE STATISTICS pair ON a, b FROM t;
DROP TABLE t;
ALTER STATISTICS pair RENAME TO duo;
