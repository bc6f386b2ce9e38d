-- case: A function takes the type
-- covers: drop-type/drop, create-function/function
-- error: 2BP01
CREATE TYPE e AS ENUM ('x');
CREATE FUNCTION f(e) RETURNS int LANGUAGE sql AS 'SELECT 1';
DROP TYPE e;
