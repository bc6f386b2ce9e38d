-- case: Columns of tables and views, parts of columns, lists and aliases
-- covers: create-table/table, create-view/view
CREATE TYPE pair AS (x int, y int);
CREATE TABLE t (a int PRIMARY KEY, b int[], p pair, "Q" text);
CREATE VIEW v AS SELECT a, "Q" AS q FROM t;
INSERT INTO t (a, b[1], p.x, "Q") VALUES (1, 2, 3, 'q') ON CONFLICT (a) DO UPDATE SET "Q" = excluded."Q";
INSERT INTO t AS x (a) VALUES (2) RETURNING x.a;
INSERT INTO v (a, q) VALUES (3, NULL);
UPDATE t AS x SET (a, "Q") = (x.a + 10, NULL), p.y = 4 FROM v WHERE v.a = x.a;
WITH w AS (INSERT INTO t (a) VALUES (9) RETURNING a) UPDATE t SET b = NULL FROM w WHERE w.a = t.a;
MERGE INTO t USING v ON t.a = v.a WHEN MATCHED THEN UPDATE SET "Q" = v.q WHEN NOT MATCHED THEN INSERT (a) VALUES (v.a);
CREATE TEMPORARY TABLE tmp (z int);
INSERT INTO tmp (z) VALUES (1);
