-- case: A dropped column is not copied and expressions move with it
-- covers: create-table/like-including-all, alter-table/drop-column
CREATE TABLE s (x int, a int, b int GENERATED ALWAYS AS (a + 1) STORED, CHECK (a > 0));
CREATE INDEX ON s ((a + 1));
ALTER TABLE s DROP COLUMN x;
CREATE TABLE t (z int, LIKE s INCLUDING ALL);
