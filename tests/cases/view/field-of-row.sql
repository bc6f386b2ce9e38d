-- case: A view depends on the field that it takes out of a row
-- error: 2BP01
CREATE TYPE point3 AS (x integer, y integer, z integer);
CREATE TABLE t (id integer, at point3);
CREATE VIEW v AS SELECT (at).x FROM t;
ALTER TYPE point3 DROP ATTRIBUTE y;
ALTER TYPE point3 DROP ATTRIBUTE x;
