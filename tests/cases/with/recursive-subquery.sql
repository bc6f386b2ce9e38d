-- case: A recursive query is not named within a subquery
-- covers: create-view/view
-- error: 42P19
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n = (SELECT max(n) FROM t)) SELECT n FROM t;
