-- case: The first arm of a recursive query does not name it
-- covers: create-view/view
-- error: 42P19
CREATE VIEW v AS WITH RECURSIVE t(n) AS (SELECT n FROM t UNION ALL SELECT 1) SELECT n FROM t;
