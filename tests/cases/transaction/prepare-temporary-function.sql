-- case: A transaction that drops a temporary function cannot be prepared
-- error: 0A000
CREATE FUNCTION pg_temp.f() RETURNS int LANGUAGE sql AS 'SELECT 1';
BEGIN;
DROP FUNCTION pg_temp.f();
PREPARE TRANSACTION 'one';
