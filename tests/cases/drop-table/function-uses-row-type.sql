-- case: A function takes the row type
-- covers: drop-table/drop, create-function/function
-- error: 2BP01
CREATE TABLE x (a int);
CREATE FUNCTION f(x) RETURNS int LANGUAGE sql AS 'SELECT 1';
DROP TABLE x;
