-- case: The columns that CYCLE adds are new
-- covers: create-view/view
-- error: 42601
WITH RECURSIVE t(n, m) AS (SELECT 1, 2 UNION ALL SELECT n + 1, 0 FROM t WHERE n < 3) CYCLE n SET m USING path SELECT n FROM t;
