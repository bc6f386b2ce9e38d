-- case: A function in SQL that says it is immutable is taken at its word
CREATE FUNCTION shifted(a integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT $1 + random()::integer';
CREATE TABLE u (a integer) PARTITION BY LIST (shifted(a));
DROP TABLE u;
