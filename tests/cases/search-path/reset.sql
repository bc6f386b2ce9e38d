-- case: RESET goes back to the beginning
-- covers: set/search-path
CREATE SCHEMA a;
SET search_path = a;
CREATE TABLE t (x int);
RESET search_path;
CREATE TABLE t (y int);
