-- case: Extended statistics go with a column
-- covers: alter-table/drop-column
CREATE TABLE t (a int, b int, c int);
CREATE STATISTICS s ON a, b FROM t;
ALTER TABLE t DROP COLUMN b;
