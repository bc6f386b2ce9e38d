-- case: Renamed and moved; defaults follow
-- covers: alter-sequence/rename-to, alter-sequence/set-schema
CREATE SCHEMA x;
CREATE SEQUENCE s;
CREATE TABLE t (a int DEFAULT nextval('s'), b serial);
ALTER SEQUENCE s RENAME TO r;
ALTER SEQUENCE r SET SCHEMA x;
ALTER SEQUENCE t_b_seq RENAME TO counter;
