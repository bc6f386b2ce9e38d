-- case: An aggregate holds its function
-- covers: create-aggregate/aggregate, drop-function/drop
-- error: 2BP01
CREATE FUNCTION add2(int, int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1 + $2';
CREATE AGGREGATE mysum(int) (SFUNC = add2, STYPE = int);
DROP FUNCTION add2(int, int);
