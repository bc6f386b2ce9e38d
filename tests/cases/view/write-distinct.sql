-- case: DELETE from a view whose rows are not a table's
-- covers: create-view/view
-- error: 55000
CREATE TABLE t (a int, b text);
CREATE VIEW v AS SELECT DISTINCT a FROM t;
DELETE FROM v;
