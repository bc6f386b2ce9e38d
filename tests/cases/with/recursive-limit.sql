-- case: A recursive query has no limit
-- covers: create-view/view
-- error: 0A000
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t LIMIT 3) SELECT n FROM t;
