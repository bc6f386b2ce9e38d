-- case: What returns nothing cannot be read
-- covers: create-view/view
-- error: 0A000
CREATE TABLE t (n int);
WITH gone AS (DELETE FROM t RETURNING n) SELECT n FROM gone;
WITH gone AS (DELETE FROM t) SELECT 1;
WITH gone AS (DELETE FROM t WHERE n IN (SELECT 1)) SELECT * FROM gone;
