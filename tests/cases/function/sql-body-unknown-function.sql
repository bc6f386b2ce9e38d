-- case: A body in SQL calls a function that is not there
-- covers: create-function/as
-- error: 42883
CREATE FUNCTION twice(p int) RETURNS int LANGUAGE sql AS 'SELECT doubled(p)';
