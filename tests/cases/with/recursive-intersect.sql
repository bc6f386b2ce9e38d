-- case: INTERSECT binds tighter, and is no UNION
-- covers: create-view/view
-- error: 42P19
WITH RECURSIVE t(n) AS (SELECT 1 INTERSECT SELECT n FROM t) SELECT n FROM t;
