-- case: Statistics go with their column
-- error: 42704
CREATE TABLE t (a int, b int, c text);
CREATE STATISTICS pair ON a, b FROM t;
ALTER TABLE t DROP COLUMN b;
DROP STATISTICS pair;
