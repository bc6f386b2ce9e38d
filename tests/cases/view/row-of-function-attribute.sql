-- case: An attribute of a composite type that a view reads through a function
-- error: 2BP01
CREATE TYPE point3 AS (x integer, y integer, z integer);
CREATE FUNCTION corner() RETURNS point3 LANGUAGE sql AS 'SELECT ROW(1, 2, 3)::point3';
CREATE VIEW v AS SELECT c.x, c.y FROM corner() AS c;
ALTER TYPE point3 DROP ATTRIBUTE z;
ALTER TYPE point3 DROP ATTRIBUTE y;
