-- case: A serial widened; its sequence stays as it is
-- covers: alter-table/type
CREATE TABLE t (a serial);
ALTER TABLE t ALTER COLUMN a TYPE bigint;
