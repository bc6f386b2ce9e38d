-- case: The predicate of an index is a condition
-- covers: create-index/where
-- error: 42804
CREATE TABLE t (a int);
CREATE INDEX i ON t (a) WHERE a + 1;
