-- case: Extended statistics
-- covers: create-table/table
CREATE TABLE t (a int, b int);
CREATE STATISTICS IF NOT EXISTS st (ndistinct, mcv) ON a, b FROM t;
ALTER STATISTICS st RENAME TO st2;
DROP STATISTICS st2;
