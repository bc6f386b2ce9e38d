-- case: %TYPE in a function's signature
-- covers: create-function/function
CREATE TABLE t (a numeric(5,2));
CREATE FUNCTION f(x t.a%TYPE) RETURNS t.a%TYPE LANGUAGE sql AS 'SELECT $1';
