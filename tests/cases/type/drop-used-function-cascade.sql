-- case: CASCADE takes the function
-- covers: drop-type/cascade, create-function/function
CREATE TYPE e AS ENUM ('x');
CREATE FUNCTION f(e) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION g() RETURNS e LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
DROP TYPE e CASCADE;
