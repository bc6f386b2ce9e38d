-- case: SELECT calls a procedure
-- error: 42809
CREATE PROCEDURE note(x text) LANGUAGE sql AS '';
CALL note('x');
SELECT note('x');
