-- case: The arguments of a procedure that is dropped may be all of them, those that are OUT too
-- covers: drop-function/drop, create-procedure/procedure
CREATE PROCEDURE p(OUT a int, b int, c text) LANGUAGE plpgsql AS 'BEGIN a := b; END';
COMMENT ON PROCEDURE p(int, int, text) IS 'by all';
DROP PROCEDURE p(int, int, text);
CREATE PROCEDURE p(OUT a int, b int, c text) LANGUAGE plpgsql AS 'BEGIN a := b; END';
DROP ROUTINE p(int, text);
