-- case: A child's row is given to a function that takes its parent's
CREATE TABLE a (id integer);
CREATE TABLE b (note text) INHERITS (a);
CREATE FUNCTION shown(r a, n integer) RETURNS integer LANGUAGE sql AS 'SELECT $1.id + $2';
CREATE VIEW v AS SELECT shown(b, 1) AS n FROM b;
