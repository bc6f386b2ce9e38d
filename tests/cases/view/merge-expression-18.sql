-- case: MERGE sets an expression
-- covers: create-view/view
-- error: 0A000
-- postgres: 18
CREATE TABLE t (a int, b text);
CREATE VIEW v AS SELECT a, upper(b) AS u FROM t;
MERGE INTO v USING (SELECT 1 AS x) AS s ON v.a = s.x WHEN MATCHED THEN UPDATE SET u = 'x';
