-- case: A function in SQL with two statements does not take the place of its call
-- error: 42P17
CREATE TABLE t (a integer);
CREATE FUNCTION most() RETURNS integer LANGUAGE sql STABLE AS 'SELECT 1; SELECT 2';
CREATE INDEX ON t ((a + most()));
