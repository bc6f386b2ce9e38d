-- case: A dropped column is gone
-- covers: alter-table/drop-column
-- error: 42703
CREATE TABLE t (a int, b int);
ALTER TABLE t DROP COLUMN b;
ALTER TABLE t DROP COLUMN b;
