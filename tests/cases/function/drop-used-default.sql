-- case: A default calls it
-- covers: drop-function/drop, drop-function/restrict
-- error: 2BP01
CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE TABLE t (a int DEFAULT f());
DROP FUNCTION f() RESTRICT;
