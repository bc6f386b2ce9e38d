-- case: The same arguments
-- covers: create-function/function
-- error: 42723
CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION f(x integer) RETURNS text LANGUAGE sql AS 'SELECT ''a''';
