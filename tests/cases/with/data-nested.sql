-- case: A data statement is in the WITH of the outermost query
-- covers: create-view/view
-- error: 0A000
CREATE TABLE t (n int);
(WITH gone AS (DELETE FROM t RETURNING n) SELECT n FROM gone);
WITH gone AS (DELETE FROM t RETURNING n) INSERT INTO t SELECT n FROM gone;
SELECT * FROM (WITH gone AS (DELETE FROM t RETURNING n) SELECT n FROM gone) s;
