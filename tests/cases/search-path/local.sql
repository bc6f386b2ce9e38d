-- case: SET LOCAL ends with its transaction
-- covers: set/search-path
CREATE SCHEMA a;
BEGIN;
SET LOCAL search_path = a;
CREATE TABLE t (x int);
COMMIT;
CREATE TABLE t (y int);
