-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION f(x integer) RETURNS text LANGUAGE sql AS 'SELECT ''a''';
