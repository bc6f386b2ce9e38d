-- case: A column of another type
-- covers: alter-table/attach-partition
-- error: 42804
CREATE TABLE p (a int) PARTITION BY LIST (a);
CREATE TABLE c (a bigint);
ALTER TABLE p ATTACH PARTITION c FOR VALUES IN (1);
