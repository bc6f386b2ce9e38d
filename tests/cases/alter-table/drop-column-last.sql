-- case: The last column may go
-- covers: alter-table/drop-column
CREATE TABLE t (a int);
ALTER TABLE t DROP COLUMN a;
