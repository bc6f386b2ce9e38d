-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION f(text) RETURNS int LANGUAGE sql AS 'SELECT 1';
DROP FUNCTION f;
