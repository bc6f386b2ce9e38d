-- case: A call of what no function of the name takes
-- error: 42883
CREATE FUNCTION twice(n integer) RETURNS integer LANGUAGE sql AS 'SELECT $1 * 2';
CREATE FUNCTION twice(n text) RETURNS text LANGUAGE sql AS 'SELECT $1 || $1';
SELECT twice(3), twice('x'), twice(3::smallint), twice(NULL);
SELECT twice(3.5);
