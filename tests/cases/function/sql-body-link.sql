-- case: A second text of AS is for C alone
-- covers: create-function/as-link
-- error: 42P13
CREATE FUNCTION twice(p int) RETURNS int LANGUAGE sql AS 'SELECT p', 'SELECT p';
