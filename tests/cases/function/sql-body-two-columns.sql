-- case: A body in SQL gives two columns where one value is returned
-- covers: create-function/as
-- error: 42P13
CREATE FUNCTION pair(p int) RETURNS int LANGUAGE sql AS 'SELECT p, p + 1';
