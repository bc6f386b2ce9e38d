-- case: A procedure is no function
-- covers: drop-function/drop, create-procedure/procedure
-- error: 42809
CREATE PROCEDURE p() LANGUAGE sql AS '';
DROP FUNCTION p();
