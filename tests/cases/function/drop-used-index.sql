-- case: CASCADE takes indexes, checks, defaults and generated columns
-- covers: drop-function/cascade, create-index/expression
CREATE FUNCTION f(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1';
CREATE TABLE t (a int DEFAULT f(1) CHECK (f(a) > 0), b int GENERATED ALWAYS AS (f(a)) STORED, c int);
CREATE INDEX i ON t (f(a));
CREATE INDEX j ON t (c) WHERE f(c) > 0;
DROP FUNCTION f(int) CASCADE;
