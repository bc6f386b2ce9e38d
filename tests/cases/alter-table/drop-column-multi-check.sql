-- case: A check over several columns goes with any of them
-- covers: alter-table/drop-column
CREATE TABLE t (a int, b int, CONSTRAINT ab CHECK (a < b), CONSTRAINT aa CHECK (a > 0));
ALTER TABLE t DROP COLUMN b;
