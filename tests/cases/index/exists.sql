-- case: The name is taken
-- covers: create-index/index
-- error: 42P07
CREATE TABLE t (a int);
CREATE INDEX i ON t (a);
CREATE INDEX i ON t (a);
