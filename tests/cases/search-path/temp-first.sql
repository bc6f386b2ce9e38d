-- case: Temporary tables come before the path
-- covers: set/search-path, create-table/temporary
CREATE TABLE t (a int);
CREATE TEMP TABLE t (b int);
ALTER TABLE public.t ADD COLUMN c int;
ALTER TABLE pg_temp.t ADD COLUMN d int;
DROP TABLE t;
DROP TABLE t;
