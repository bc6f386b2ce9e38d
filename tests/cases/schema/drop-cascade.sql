-- case: CASCADE takes what is in it and what hangs on that
-- covers: drop-schema/cascade
CREATE SCHEMA a;
CREATE TABLE a.t (id serial PRIMARY KEY);
CREATE TYPE a.e AS ENUM ('x');
CREATE DOMAIN a.d AS int;
CREATE FUNCTION a.f() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE TABLE u (k int, v a.e, w a.d, x int REFERENCES a.t, y int DEFAULT a.f(), z int DEFAULT nextval('a.t_id_seq'));
CREATE VIEW v AS SELECT id FROM a.t;
CREATE VIEW keep AS SELECT k FROM u;
DROP SCHEMA a CASCADE;
