-- case: An argument of no known type
-- covers: create-function/function
-- error: 42704
CREATE FUNCTION f(nosuch) RETURNS int LANGUAGE sql AS 'SELECT 1';
