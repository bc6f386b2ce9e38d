-- case: A function in SQL that reads a table does not take the place of its call
-- postgres: 15
-- error: 42P17
CREATE TABLE t (a integer);
CREATE FUNCTION most() RETURNS integer LANGUAGE sql STABLE AS 'SELECT max(a) FROM t';
CREATE INDEX ON t ((a + most()));
