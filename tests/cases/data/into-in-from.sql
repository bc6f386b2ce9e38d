-- case: SELECT INTO in FROM
-- error: 42601
SELECT * FROM (SELECT 1 AS a INTO t) AS x;
