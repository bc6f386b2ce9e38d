-- case: A column that an earlier statement dropped
-- covers: alter-table/drop-column
-- error: 42703
CREATE TABLE t (a int, b int);
ALTER TABLE t DROP COLUMN b;
INSERT INTO t (a, b) VALUES (1, 2);
