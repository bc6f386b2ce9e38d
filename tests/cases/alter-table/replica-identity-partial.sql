-- case: A replica identity has no predicate
-- covers: alter-table/replica-identity
-- error: 0A000
CREATE TABLE t (a int NOT NULL);
CREATE UNIQUE INDEX i ON t (a) WHERE a > 0;
ALTER TABLE t REPLICA IDENTITY USING INDEX i;
