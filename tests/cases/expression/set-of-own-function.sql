-- case: A set that a user's function gives in a generated column
-- error: 0A000
CREATE FUNCTION many(int) RETURNS SETOF int LANGUAGE sql IMMUTABLE AS 'SELECT $1';
CREATE TABLE t (a int, b int GENERATED ALWAYS AS (many(a)) STORED);
