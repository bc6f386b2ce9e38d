-- case: DROP takes the first that it finds
-- covers: set/search-path, drop-table/drop
CREATE SCHEMA a;
CREATE TABLE a.t (x int);
CREATE TABLE t (x int);
SET search_path = a, public;
DROP TABLE t;
