-- case: Indexes dropped
-- covers: drop-index/drop, drop-index/if-exists
CREATE TABLE t (a int, b int);
CREATE INDEX i ON t (a);
CREATE INDEX j ON t (b);
CREATE INDEX k ON t (a, b);
DROP INDEX i, j;
DROP INDEX IF EXISTS i, k;
