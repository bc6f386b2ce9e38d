-- case: A hash index is not unique
-- covers: create-index/unique, create-index/using
-- error: 0A000
CREATE TABLE t (a int);
CREATE UNIQUE INDEX i ON t USING hash (a);
