-- case: A function that gives text is no default of an integer
-- covers: create-table/default
-- error: 42804
CREATE FUNCTION f() RETURNS text LANGUAGE sql AS 'SELECT ''x''';
CREATE TABLE t (a int DEFAULT f());
