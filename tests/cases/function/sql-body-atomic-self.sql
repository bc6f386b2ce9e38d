-- case: A body that is no text cannot call its own function
-- covers: create-function/sql-body
-- error: 42883
CREATE FUNCTION again(p int) RETURNS int RETURN again(p - 1);
