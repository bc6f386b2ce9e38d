-- case: CASCADE takes the view
-- covers: create-view/view, drop-function/cascade
CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT $1';
CREATE VIEW v AS SELECT f(1) AS a;
CREATE TABLE t (a int DEFAULT f(1), b int CHECK (f(b) > 0));
DROP FUNCTION f(int) CASCADE;
