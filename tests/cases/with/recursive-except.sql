-- case: A recursive query is not named behind EXCEPT
-- covers: create-view/view
-- error: 42P19
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL (SELECT 5 EXCEPT SELECT n FROM t)) SELECT n FROM t;
