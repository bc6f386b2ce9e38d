-- case: UNION is not written through
-- covers: create-view/view
-- error: 55000
CREATE TABLE t (a int, b text);
CREATE VIEW v AS SELECT a FROM t UNION ALL SELECT a FROM t;
DELETE FROM v;
