-- case: A body in SQL uses a parameter by a number that there is not
-- covers: create-function/as
-- error: 42P02
CREATE FUNCTION twice(p int, OUT q int) LANGUAGE sql AS 'SELECT $1 + $2';
