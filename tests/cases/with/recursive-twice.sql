-- case: A recursive query is named once
-- covers: create-view/view
-- error: 42P19
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT a.n + 1 FROM t a, t b WHERE a.n < 3) SELECT n FROM t;
