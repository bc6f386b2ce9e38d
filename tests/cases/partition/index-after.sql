-- case: An index made on the parent later is made on the partitions, too
-- covers: create-index/index, create-table/partition-of
CREATE TABLE p (a int, b int) PARTITION BY LIST (a);
CREATE TABLE c1 PARTITION OF p FOR VALUES IN (1);
CREATE TABLE c2 PARTITION OF p FOR VALUES IN (2) PARTITION BY LIST (b);
CREATE TABLE c21 PARTITION OF c2 FOR VALUES IN (1);
CREATE INDEX p_b ON p (b);
CREATE INDEX ON p (a, b);
ALTER TABLE p ADD CONSTRAINT k UNIQUE (a, b);
