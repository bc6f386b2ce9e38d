-- case: ALTER SYSTEM in a transaction
-- covers: create-table/table
-- error: 25001
CREATE TABLE t (a int PRIMARY KEY);
BEGIN;
ALTER SYSTEM SET work_mem = '8MB';
