-- case: An owned sequence stays with its table
-- covers: alter-sequence/set-schema
-- error: 0A000
CREATE SCHEMA x;
CREATE TABLE t (a serial);
ALTER SEQUENCE t_a_seq SET SCHEMA x;
