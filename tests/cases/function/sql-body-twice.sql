-- case: Two bodies
-- covers: create-function/as
-- error: 42P13
CREATE FUNCTION twice(p int) RETURNS int LANGUAGE sql AS 'SELECT p' RETURN p;
