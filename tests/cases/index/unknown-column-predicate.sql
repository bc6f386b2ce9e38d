-- case: In the predicate neither
-- covers: create-index/where
-- error: 42703
CREATE TABLE t (a int);
CREATE INDEX i ON t (a) WHERE b > 0;
