-- case: Bodies that are parsed when the function is made
-- covers: create-function/sql-body
CREATE TABLE t (a int, b text);
CREATE FUNCTION f(x int) RETURNS int LANGUAGE sql RETURN x + 1;
CREATE FUNCTION g(x int) RETURNS SETOF t LANGUAGE sql BEGIN ATOMIC SELECT a, b FROM t WHERE a = x; END;
CREATE FUNCTION h(x int) RETURNS int LANGUAGE sql BEGIN ATOMIC INSERT INTO t VALUES (x, 'q'); SELECT CASE WHEN x > 0 THEN 1 ELSE 2 END; END;
