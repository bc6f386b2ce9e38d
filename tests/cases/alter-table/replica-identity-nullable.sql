-- case: A replica identity is NOT NULL
-- covers: alter-table/replica-identity
-- error: 42809
CREATE TABLE t (a int UNIQUE);
ALTER TABLE t REPLICA IDENTITY USING INDEX t_a_key;
