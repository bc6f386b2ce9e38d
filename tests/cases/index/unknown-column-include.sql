-- case: Nor in INCLUDE
-- covers: create-index/include
-- error: 42703
CREATE TABLE t (a int);
CREATE INDEX i ON t (a) INCLUDE (b);
