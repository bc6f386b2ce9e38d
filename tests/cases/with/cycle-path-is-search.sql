-- case: SEARCH and CYCLE add different columns
-- covers: create-view/view
-- error: 42601
WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 3) SEARCH DEPTH FIRST BY n SET path CYCLE n SET mark USING path SELECT n FROM t;
