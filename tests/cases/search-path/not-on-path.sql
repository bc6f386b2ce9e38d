-- case: What is off the path is not found
-- covers: set/search-path
-- error: 42P01
CREATE SCHEMA a;
CREATE TABLE a.t (x int);
ALTER TABLE t ADD COLUMN y int;
