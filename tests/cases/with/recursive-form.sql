-- case: A query that names itself is a UNION
-- covers: create-view/view
-- error: 42P19
WITH RECURSIVE t(n) AS (SELECT 1 UNION SELECT n + 1 FROM t WHERE n < 3) SELECT n FROM t;
WITH RECURSIVE t(n) AS (SELECT 1 EXCEPT SELECT n + 1 FROM t WHERE n < 3) SELECT n FROM t;
