-- case: So do the arguments' names
-- covers: create-function/or-replace
-- error: 42P13
CREATE FUNCTION f(x int) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE OR REPLACE FUNCTION f(y int) RETURNS int LANGUAGE sql AS 'SELECT 1';
