-- case: A procedure is never strict
-- covers: create-procedure/procedure
-- error: 42P13
CREATE PROCEDURE p() LANGUAGE sql STRICT AS 'SELECT 1';
