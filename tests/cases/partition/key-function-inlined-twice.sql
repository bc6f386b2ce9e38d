-- case: A function in SQL that calls another, whose body is not immutable
-- error: 42P17
CREATE FUNCTION half(n integer) RETURNS integer LANGUAGE sql AS 'SELECT $1 / 2';
CREATE FUNCTION quarter(n integer) RETURNS integer LANGUAGE sql AS 'SELECT half(half($1))';
CREATE TABLE t (a integer) PARTITION BY LIST (quarter(a));
CREATE FUNCTION late(n integer) RETURNS integer LANGUAGE sql AS 'SELECT $1 + extract(year FROM now())::integer';
CREATE FUNCTION later(n integer) RETURNS integer LANGUAGE sql AS 'SELECT late($1)';
CREATE TABLE u (a integer) PARTITION BY LIST (later(a));
