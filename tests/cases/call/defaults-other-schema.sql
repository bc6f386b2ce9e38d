-- case: Of two functions that take the same, that of the earlier schema is meant
CREATE SCHEMA a;
CREATE SCHEMA b;
CREATE FUNCTION a.part(x integer DEFAULT 1, y integer DEFAULT 2) RETURNS integer LANGUAGE sql AS 'SELECT $1 + $2';
CREATE FUNCTION b.part(x integer DEFAULT 1, y text DEFAULT 'x') RETURNS text LANGUAGE sql AS 'SELECT $2';
SET search_path TO b, a;
CREATE TABLE t AS SELECT part() AS c, part(1) AS d, part(1, 2) AS e;
