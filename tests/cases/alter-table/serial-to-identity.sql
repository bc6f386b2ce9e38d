-- case: The usual way from serial to identity
-- covers: alter-table/add-identity, alter-table/drop-default, drop-sequence/drop
CREATE TABLE t (a serial PRIMARY KEY);
ALTER TABLE t ALTER COLUMN a DROP DEFAULT;
DROP SEQUENCE t_a_seq;
ALTER TABLE t ALTER COLUMN a ADD GENERATED ALWAYS AS IDENTITY;
