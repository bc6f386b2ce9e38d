-- case: A view has a query already
-- covers: create-view/view
-- error: 55000
CREATE TABLE t (a int, b text);
CREATE VIEW v AS SELECT a FROM t;
CREATE RULE "_RETURN" AS ON SELECT TO v DO INSTEAD SELECT a FROM t;
