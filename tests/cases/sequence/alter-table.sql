-- case: A table is no sequence
-- covers: alter-sequence/increment
-- error: 42809
CREATE TABLE t (a int);
ALTER SEQUENCE t INCREMENT 2;
