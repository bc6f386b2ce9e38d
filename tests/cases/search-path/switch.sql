-- case: New objects go where the path begins
-- covers: set/search-path, create-schema/schema
CREATE SCHEMA a;
CREATE SCHEMA b;
CREATE TABLE t (x int);
SET search_path TO a;
CREATE TABLE t (y int);
SET search_path = b, a, public;
CREATE TABLE u (z int);
ALTER TABLE t ADD COLUMN w int;
SET SESSION search_path TO DEFAULT;
ALTER TABLE t ADD COLUMN q int;
