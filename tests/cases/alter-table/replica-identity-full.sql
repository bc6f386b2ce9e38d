-- case: With another identity the column can be NULL again
-- covers: alter-table/replica-identity, alter-table/drop-not-null
CREATE TABLE t (a int NOT NULL UNIQUE);
ALTER TABLE t REPLICA IDENTITY USING INDEX t_a_key;
ALTER TABLE t REPLICA IDENTITY FULL;
ALTER TABLE t ALTER COLUMN a DROP NOT NULL;
