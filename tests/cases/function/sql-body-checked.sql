-- case: Bodies in SQL that the server takes
-- covers: create-function/as, create-function/sql-body, create-function/set
CREATE SCHEMA other;
CREATE TABLE other.boat (id int PRIMARY KEY, label text);
CREATE TABLE crew (id int PRIMARY KEY, ship int, name text);
CREATE FUNCTION members(ship_id int) RETURNS bigint LANGUAGE sql STABLE AS 'SELECT count(*) FROM crew WHERE ship = ship_id';
CREATE FUNCTION members_of(p int) RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM crew c WHERE c.ship = members_of.p AND c.id <> $1';
CREATE FUNCTION named(c crew) RETURNS text LANGUAGE sql AS 'SELECT c.name || $1.name || (c).name';
CREATE FUNCTION own(c crew) RETURNS SETOF crew LANGUAGE sql AS 'SELECT crew.* FROM crew WHERE crew.ship = own.c.ship';
CREATE FUNCTION again(n int) RETURNS int LANGUAGE sql AS 'SELECT CASE WHEN n = 0 THEN 0 ELSE again(n - 1) END';
CREATE FUNCTION first_of(a anyarray) RETURNS anyelement LANGUAGE sql AS 'SELECT a[1] FROM nowhere';
CREATE FUNCTION boats() RETURNS bigint LANGUAGE sql SET search_path = other, pg_temp AS 'SELECT count(*) FROM boat';
CREATE FUNCTION two(OUT a int, OUT b int) LANGUAGE sql AS 'SELECT 1, 2';
CREATE FUNCTION rows_of(p int) RETURNS TABLE (id int, name text) LANGUAGE sql AS 'SELECT crew.id, crew.name FROM crew WHERE crew.ship = p';
CREATE FUNCTION hire(p int, q text) RETURNS int LANGUAGE sql AS 'INSERT INTO crew (id, name) VALUES (p, q) ON CONFLICT (id) DO UPDATE SET name = excluded.name RETURNING id';
CREATE FUNCTION fire(p int) RETURNS void LANGUAGE sql AS 'DELETE FROM crew WHERE id = p; UPDATE crew SET ship = NULL WHERE ship = p';
CREATE FUNCTION nothing() RETURNS void LANGUAGE sql AS '';
CREATE FUNCTION listed(p int) RETURNS bigint LANGUAGE sql AS 'WITH mine AS (SELECT id AS x FROM crew WHERE ship = p) SELECT sum(x) FROM mine WHERE x > p';
CREATE FUNCTION latest(p int) RETURNS int LANGUAGE sql AS 'SELECT 1, 2 FROM crew; SELECT id FROM crew WHERE ship = p ORDER BY name LIMIT 1';
CREATE FUNCTION spread(VARIADIC v int[]) RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM unnest(v) AS e WHERE e > 0';
CREATE PROCEDURE refit(p int) LANGUAGE sql AS 'UPDATE crew SET ship = p; CALL refit(p)';
CREATE FUNCTION total(p int) RETURNS bigint LANGUAGE sql
BEGIN ATOMIC
  SELECT count(*) FROM crew c WHERE c.ship = p AND total.p > 0;
END;
CREATE FUNCTION half(p int) RETURNS int RETURN p / 2 + half.p;
SET check_function_bodies = off;
CREATE FUNCTION later() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM not_yet';
BEGIN;
RESET check_function_bodies;
ROLLBACK;
CREATE FUNCTION later_too() RETURNS bigint LANGUAGE sql AS 'SELECT not_yet FROM not_yet';
RESET check_function_bodies;
