-- case: Subqueries, WITH, LATERAL
-- covers: create-view/view
CREATE TABLE t (a int, b text);
CREATE VIEW v1 AS SELECT s.a, s.z FROM (SELECT a, b AS z FROM t) AS s;
CREATE VIEW v2 AS WITH q AS (SELECT a, b FROM t), r (m) AS (SELECT a FROM q) SELECT q.b, r.m FROM q, r;
CREATE VIEW v3 AS SELECT t.a, l.b2 FROM t, LATERAL (SELECT t.b AS b2) AS l;
CREATE VIEW v4 AS SELECT t.a FROM t WHERE EXISTS (SELECT 1 FROM t AS u WHERE u.a = t.a);
CREATE VIEW v5 AS SELECT x.c1, x.c2 FROM (SELECT a, b FROM t) AS x (c1, c2);
