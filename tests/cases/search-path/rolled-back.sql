-- case: A SET that is rolled back was never made
-- covers: set/search-path
CREATE SCHEMA a;
BEGIN;
SET search_path = a;
CREATE TABLE lost (x int);
ROLLBACK;
CREATE TABLE t (y int);
