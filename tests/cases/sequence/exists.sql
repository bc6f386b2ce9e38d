-- case: The name is taken
-- covers: create-sequence/sequence
-- error: 42P07
CREATE TABLE s (a int);
CREATE SEQUENCE s;
