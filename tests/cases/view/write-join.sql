-- case: A join is not written through
-- covers: create-view/view
-- error: 55000
CREATE TABLE t (a int, b text);
CREATE VIEW v AS SELECT t.a, u.b FROM t, t AS u;
WITH gone AS (DELETE FROM v RETURNING a) SELECT a FROM gone;
