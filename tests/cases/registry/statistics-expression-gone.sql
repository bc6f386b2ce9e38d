-- case: Statistics go with the column of their expression
-- error: 42704
CREATE TABLE t (a int, b int);
CREATE STATISTICS sum ON (a + b) FROM t;
ALTER TABLE t DROP COLUMN b;
DROP STATISTICS sum;
