-- case: A function gets a setting that is wrong later
-- covers: create-function/set
-- error: 22023
CREATE FUNCTION work() RETURNS integer LANGUAGE sql AS 'SELECT 1';
ALTER FUNCTION work() SET work_mem = 'all';
