-- case: An index on the parent alone is invalid until all are attached
-- covers: create-index/only, alter-index/attach-partition
CREATE TABLE p (a int, b int) PARTITION BY LIST (a);
CREATE TABLE c1 PARTITION OF p FOR VALUES IN (1);
CREATE TABLE c2 PARTITION OF p FOR VALUES IN (2);
CREATE INDEX p_b ON ONLY p (b);
CREATE INDEX p_a ON ONLY p (a);
CREATE INDEX c1_b ON c1 (b);
CREATE INDEX c2_b ON c2 (b);
CREATE INDEX c1_a ON c1 (a);
ALTER INDEX p_b ATTACH PARTITION c1_b;
ALTER INDEX p_b ATTACH PARTITION c2_b;
ALTER INDEX p_a ATTACH PARTITION c1_a;
