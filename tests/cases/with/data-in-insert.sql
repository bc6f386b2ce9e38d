-- case: The query of INSERT is not the outermost
-- covers: create-view/view
-- error: 0A000
CREATE TABLE t (n int);
INSERT INTO t WITH gone AS (DELETE FROM t RETURNING n) SELECT n FROM gone;
