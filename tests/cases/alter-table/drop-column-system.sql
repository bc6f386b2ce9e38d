-- case: A system column stays
-- covers: alter-table/drop-column
-- error: 0A000
CREATE TABLE t (a int);
ALTER TABLE t DROP COLUMN ctid;
