-- case: An owned sequence goes with its column
-- covers: alter-table/drop-column, create-sequence/owned-by
CREATE TABLE t (a int, b int);
CREATE SEQUENCE s OWNED BY t.a;
ALTER TABLE t DROP COLUMN a;
