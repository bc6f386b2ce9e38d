-- case: SET LOCAL of check_function_bodies ends with its transaction
-- covers: create-function/as
-- error: 42P01
BEGIN;
SET LOCAL check_function_bodies = false;
CREATE FUNCTION later() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM not_yet';
COMMIT;
CREATE FUNCTION later_too() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM not_yet';
