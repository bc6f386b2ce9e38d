-- case: REINDEX SCHEMA in a transaction
-- covers: create-table/table
-- error: 25001
CREATE TABLE t (a int PRIMARY KEY);
BEGIN;
REINDEX SCHEMA public;
