-- case: The index of another table is no replica identity
-- covers: alter-table/replica-identity
-- error: 42809
CREATE TABLE t (a int PRIMARY KEY);
CREATE TABLE u (a int PRIMARY KEY);
ALTER TABLE t REPLICA IDENTITY USING INDEX u_pkey;
