-- case: NOT NULL set, set again, dropped, dropped again
-- covers: alter-table/set-not-null, alter-table/drop-not-null
CREATE TABLE t (a int, b int NOT NULL);
ALTER TABLE t ALTER COLUMN a SET NOT NULL;
ALTER TABLE t ALTER COLUMN a SET NOT NULL;
ALTER TABLE t ALTER COLUMN b DROP NOT NULL;
ALTER TABLE t ALTER COLUMN b DROP NOT NULL;
