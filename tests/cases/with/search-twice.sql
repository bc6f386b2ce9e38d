-- case: SEARCH names a column once
-- covers: create-view/view
-- error: 42701
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 3) SEARCH BREADTH FIRST BY n, n SET path SELECT n FROM t;
