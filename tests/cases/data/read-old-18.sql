-- case: OLD and NEW in RETURNING
-- covers: create-table/table
-- postgres: 18
CREATE TABLE t (id int PRIMARY KEY, a int, b text);
CREATE TABLE u (id int, t_id int, c text);
CREATE TYPE addr AS (street text);
CREATE TABLE w (id int, home addr);
CREATE FUNCTION full_name(t) RETURNS text LANGUAGE sql AS 'SELECT $1.b';
UPDATE t SET a = 1 RETURNING old.a;
