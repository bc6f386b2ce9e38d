-- case: A function's text does not hold a table
-- covers: drop-table/drop, create-function/function
CREATE TABLE x (a int);
CREATE FUNCTION f() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM x';
DROP TABLE x;
