-- case: GRANT on a function with other arguments
-- error: 42883

CREATE FUNCTION load(n int) RETURNS int LANGUAGE sql AS 'SELECT n';
GRANT EXECUTE ON FUNCTION load(text) TO PUBLIC;
