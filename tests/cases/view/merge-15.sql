-- case: MERGE into a view
-- covers: create-view/view
-- error: 0A000
-- postgres: 15
CREATE TABLE t (a int, b text);
CREATE VIEW v AS SELECT a FROM t;
MERGE INTO v USING (SELECT 1 AS x) AS s ON v.a = s.x WHEN MATCHED THEN DELETE;
