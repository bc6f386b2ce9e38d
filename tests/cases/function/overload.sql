-- case: Functions of one name, told apart by their arguments
-- covers: create-function/function, drop-function/drop
CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION f(text) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION f(int, int) RETURNS int LANGUAGE sql AS 'SELECT 1';
DROP FUNCTION f(int);
DROP FUNCTION f(integer, int4);
