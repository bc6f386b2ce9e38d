-- case: SELECT INTO in an expression
-- error: 42601
SELECT (SELECT 1 AS a INTO t);
