-- case: A serial's sequence outlives its default
-- covers: alter-table/drop-default
CREATE TABLE t (a serial);
ALTER TABLE t ALTER COLUMN a DROP DEFAULT;
