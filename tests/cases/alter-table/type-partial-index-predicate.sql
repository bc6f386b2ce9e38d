-- case: A partial index is rebuilt
-- covers: alter-table/type, create-index/where
CREATE TABLE t (a int, b int);
CREATE UNIQUE INDEX i ON t (b) WHERE a IS NOT NULL AND a > 3;
ALTER TABLE t ALTER COLUMN a TYPE bigint;
