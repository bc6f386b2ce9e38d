-- case: Sets and tables as results
-- covers: create-function/returns-table, create-function/returns-setof
CREATE TABLE t (a int, b text);
CREATE FUNCTION a() RETURNS TABLE (x int, y text) LANGUAGE sql AS 'SELECT 1, ''a''';
CREATE FUNCTION b() RETURNS SETOF t LANGUAGE sql AS 'SELECT * FROM t';
CREATE FUNCTION c() RETURNS SETOF int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION d() RETURNS t LANGUAGE sql AS 'SELECT * FROM t';
CREATE FUNCTION e(OUT x int, OUT y int) RETURNS SETOF record LANGUAGE sql AS 'SELECT 1, 2';
