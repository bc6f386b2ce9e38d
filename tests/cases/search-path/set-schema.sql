-- case: SET SCHEMA is another spelling
-- covers: set/search-path
CREATE SCHEMA a;
SET SCHEMA 'a';
CREATE TABLE t (x int);
