-- case: What is rolled back did not happen
-- covers: create-table/table
CREATE TABLE t (a int);
BEGIN;
ALTER TABLE t ADD COLUMN b int;
CREATE TABLE u (a int);
DROP TABLE t;
ROLLBACK;
ALTER TABLE t ADD COLUMN c int;
