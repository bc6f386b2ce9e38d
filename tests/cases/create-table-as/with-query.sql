-- case: A query with WITH
-- covers: create-table-as/as
CREATE TABLE s (a int, b text);
CREATE TABLE t AS WITH q AS (SELECT a, b FROM s) SELECT * FROM q;
