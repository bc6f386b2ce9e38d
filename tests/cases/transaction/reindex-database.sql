-- case: REINDEX DATABASE in a transaction
-- covers: create-table/table
-- postgres: 18
-- error: 25001
CREATE TABLE t (a int PRIMARY KEY);
BEGIN;
REINDEX DATABASE;
