-- case: Functions dropped, without arguments where that is clear
-- covers: drop-function/drop, drop-function/if-exists
CREATE FUNCTION a(int) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION b(x int, OUT y int) LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION c(int) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION d(int) RETURNS int LANGUAGE sql AS 'SELECT 1';
DROP FUNCTION a, b(int);
DROP FUNCTION c(x integer);
DROP ROUTINE d(int);
DROP FUNCTION IF EXISTS a(int), nosuch(nosuchtype);
