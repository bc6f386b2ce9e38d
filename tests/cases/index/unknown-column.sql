-- case: A column that is not there
-- covers: create-index/index
-- error: 42703
CREATE TABLE t (a int);
CREATE INDEX i ON t (b);
