-- case: Dropping neither
-- covers: drop-index/concurrently
-- error: 25001
CREATE TABLE t (a int);
CREATE INDEX i ON t (a);
BEGIN;
DROP INDEX CONCURRENTLY i;
