-- case: Savepoints
-- covers: create-table/table
BEGIN;
CREATE TABLE t (a int);
SAVEPOINT s;
ALTER TABLE t ADD COLUMN b int;
ROLLBACK TO SAVEPOINT s;
ALTER TABLE t ADD COLUMN c int;
RELEASE SAVEPOINT s;
COMMIT;
