-- case: A long chain of dependencies
-- covers: drop-table/cascade
CREATE TYPE e AS ENUM ('a');
CREATE DOMAIN d AS e;
CREATE TYPE c AS (x d, k int);
CREATE TABLE t (v c, n int);
CREATE VIEW v1 AS SELECT v FROM t;
CREATE MATERIALIZED VIEW v2 AS SELECT v FROM v1;
CREATE FUNCTION f(c) RETURNS int LANGUAGE sql AS 'SELECT 1';
DROP TYPE c CASCADE;
