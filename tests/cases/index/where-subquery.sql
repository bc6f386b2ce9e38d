-- case: No subquery
-- covers: create-index/where
-- error: 0A000
CREATE TABLE t (a int);
CREATE INDEX i ON t (a) WHERE a IN (SELECT 1);
