-- case: A view holds the functions that it calls
-- covers: create-view/view, create-function/function, drop-function/drop
-- error: 2BP01
CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT $1';
CREATE VIEW v AS SELECT f(1) AS a;
DROP FUNCTION f(int);
