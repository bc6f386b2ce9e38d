-- case: GROUP BY a column that is not there
-- covers: create-table/table
-- error: 42703
CREATE TABLE t (id int PRIMARY KEY, a int, b text);
CREATE TABLE u (id int, t_id int, c text);
CREATE TYPE addr AS (street text);
CREATE TABLE w (id int, home addr);
CREATE FUNCTION full_name(t) RETURNS text LANGUAGE sql AS 'SELECT $1.b';
SELECT a FROM t GROUP BY nope;
