-- case: MERGE into a table with a rule
-- covers: create-view/view
-- error: 0A000
CREATE TABLE t (a int, b text);
CREATE RULE r AS ON INSERT TO t DO ALSO NOTIFY changed;
MERGE INTO t USING (SELECT 1 AS x) AS s ON t.a = s.x WHEN MATCHED THEN DELETE;
