-- case: The body of a function in SQL, which takes the place of its call in a partition key, is not immutable
-- error: 42P17
CREATE FUNCTION part(a integer) RETURNS integer LANGUAGE sql AS 'SELECT $1 % 4';
CREATE TABLE t (a integer) PARTITION BY LIST (part(a));
CREATE FUNCTION shifted(a integer) RETURNS integer LANGUAGE sql AS 'SELECT $1 + random()::integer';
CREATE TABLE u (a integer) PARTITION BY LIST (shifted(a));
