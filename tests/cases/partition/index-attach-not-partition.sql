-- case: The attached index must be a partition's
-- covers: alter-index/attach-partition
-- error: 55000
CREATE TABLE p (a int, b int) PARTITION BY LIST (a);
CREATE TABLE x (a int, b int);
CREATE INDEX p_b ON ONLY p (b);
CREATE INDEX x_b ON x (b);
ALTER INDEX p_b ATTACH PARTITION x_b;
