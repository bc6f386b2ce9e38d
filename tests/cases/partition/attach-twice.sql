-- case: A partition is attached already
-- covers: alter-table/attach-partition
-- error: 42809
CREATE TABLE p (a int) PARTITION BY LIST (a);
CREATE TABLE c PARTITION OF p FOR VALUES IN (1);
ALTER TABLE p ATTACH PARTITION c FOR VALUES IN (2);
