-- case: A function that depends on an extension goes with it
-- covers: drop-extension/drop
CREATE EXTENSION citext;
CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION g() RETURNS int LANGUAGE sql AS 'SELECT 1';
ALTER FUNCTION f() DEPENDS ON EXTENSION citext;
ALTER FUNCTION g() DEPENDS ON EXTENSION citext;
ALTER FUNCTION g() NO DEPENDS ON EXTENSION citext;
DROP EXTENSION citext;
