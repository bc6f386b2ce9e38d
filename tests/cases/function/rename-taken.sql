-- case: The new name is taken
-- covers: alter-function/rename-to
-- error: 42723
CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION g(int) RETURNS int LANGUAGE sql AS 'SELECT 1';
ALTER FUNCTION f(int) RENAME TO g;
