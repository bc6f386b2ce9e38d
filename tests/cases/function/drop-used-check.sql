-- case: A check calls it
-- covers: drop-function/drop
-- error: 2BP01
CREATE FUNCTION f(int) RETURNS boolean LANGUAGE sql AS 'SELECT true';
CREATE TABLE t (a int CHECK (f(a)));
DROP FUNCTION f(int);
