-- case: Operators and casts
-- covers: create-function/function
CREATE FUNCTION add2(int, int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1 + $2';
CREATE OPERATOR #+# (LEFTARG = int, RIGHTARG = int, FUNCTION = add2);
CREATE TYPE c AS (a int);
CREATE FUNCTION to_int(c) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT ($1).a';
CREATE CAST (c AS int) WITH FUNCTION to_int(c) AS ASSIGNMENT;
DROP CAST (c AS int);
DROP OPERATOR #+# (int, int);
