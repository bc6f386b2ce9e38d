-- case: Not in a transaction
-- covers: create-index/concurrently
-- error: 25001
CREATE TABLE t (a int);
BEGIN;
CREATE INDEX CONCURRENTLY i ON t (a);
