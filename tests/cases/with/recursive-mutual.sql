-- case: Queries of a WITH do not need each other
-- covers: create-view/view
-- error: 0A000
WITH RECURSIVE a(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM b WHERE n < 3), b(n) AS (SELECT n FROM a) SELECT n FROM a;
