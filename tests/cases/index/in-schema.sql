-- case: The index lives in its table's schema
-- covers: create-index/index
CREATE SCHEMA s;
CREATE TABLE s.t (a int UNIQUE);
CREATE INDEX i ON s.t (a);
CREATE TABLE i (a int);
DROP INDEX s.i;
