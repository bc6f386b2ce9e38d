-- case: FULL JOIN has two outer sides
-- covers: create-view/view
-- error: 42P19
CREATE TABLE node (id int, parent int);
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT t.n FROM t FULL JOIN node ON t.n = node.id) SELECT n FROM t;
