-- case: A temporary table hides the table of the same name
-- covers: create-table/temporary
CREATE TABLE t (a int);
CREATE TEMP TABLE t (b int);
ALTER TABLE t ADD COLUMN c int;
DROP TABLE t;
ALTER TABLE t ADD COLUMN d int;
