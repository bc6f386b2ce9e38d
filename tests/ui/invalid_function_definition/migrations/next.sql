-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE OR REPLACE FUNCTION f(int) RETURNS text LANGUAGE sql AS 'SELECT ''a''';
