-- case: None with these arguments
-- covers: drop-function/drop
-- error: 42883
CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1';
DROP FUNCTION f(text);
