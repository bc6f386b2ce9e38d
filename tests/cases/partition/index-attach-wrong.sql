-- case: The attached index must match
-- covers: alter-index/attach-partition
-- error: 42P17
CREATE TABLE p (a int, b int) PARTITION BY LIST (a);
CREATE TABLE c1 PARTITION OF p FOR VALUES IN (1);
CREATE INDEX p_b ON ONLY p (b);
CREATE INDEX c1_a ON c1 (a);
ALTER INDEX p_b ATTACH PARTITION c1_a;
