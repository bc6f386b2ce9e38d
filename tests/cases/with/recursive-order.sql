-- case: A recursive query has no order
-- covers: create-view/view
-- error: 0A000
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 3 ORDER BY 1) SELECT n FROM t;
