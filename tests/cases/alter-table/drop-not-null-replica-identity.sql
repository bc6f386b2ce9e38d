-- case: A replica identity's column stays NOT NULL
-- covers: alter-table/drop-not-null, alter-table/replica-identity
-- error: 42P16
CREATE TABLE t (a int NOT NULL UNIQUE);
ALTER TABLE t REPLICA IDENTITY USING INDEX t_a_key;
ALTER TABLE t ALTER COLUMN a DROP NOT NULL;
