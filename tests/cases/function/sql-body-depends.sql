-- case: Such a body holds its tables
-- covers: create-function/sql-body, drop-table/drop
-- error: 2BP01
CREATE TABLE t (a int);
CREATE FUNCTION f() RETURNS bigint LANGUAGE sql RETURN (SELECT count(*) FROM t);
DROP TABLE t;
