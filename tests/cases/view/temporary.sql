-- case: Temporary views, said or implied
-- covers: create-view/temporary
CREATE TEMP TABLE t (a int);
CREATE TEMP VIEW v AS SELECT 1 AS a;
CREATE TEMPORARY VIEW w AS SELECT 1 AS a;
CREATE VIEW implied AS SELECT a FROM t;
