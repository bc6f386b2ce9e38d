-- case: Functions altered
-- covers: alter-function/rename-to, alter-function/set-schema, alter-function/owner-to, alter-function/depends-on-extension, alter-function/action
CREATE SCHEMA s;
CREATE EXTENSION citext;
CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1';
ALTER FUNCTION f(int) RENAME TO g;
ALTER FUNCTION g(int) STABLE STRICT SECURITY DEFINER SET search_path = public;
ALTER FUNCTION g RESET ALL;
ALTER FUNCTION g(int) DEPENDS ON EXTENSION citext;
ALTER FUNCTION g(int) NO DEPENDS ON EXTENSION citext;
ALTER FUNCTION g(int) OWNER TO CURRENT_USER;
ALTER FUNCTION g(int) SET SCHEMA s;
ALTER ROUTINE s.g(int) RENAME TO h;
