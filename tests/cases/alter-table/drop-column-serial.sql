-- case: A serial's sequence goes with its column
-- covers: alter-table/drop-column
CREATE TABLE t (a serial, b int GENERATED ALWAYS AS IDENTITY, c int);
ALTER TABLE t DROP COLUMN a, DROP COLUMN b;
