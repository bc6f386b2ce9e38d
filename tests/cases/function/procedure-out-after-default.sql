-- case: An OUT parameter of a procedure after one with a default
-- covers: create-procedure/procedure
-- error: 42P13
CREATE PROCEDURE p(a int DEFAULT 1, OUT b int) LANGUAGE sql AS 'SELECT a';
