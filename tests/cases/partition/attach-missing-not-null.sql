-- case: NOT NULL is missing
-- covers: alter-table/attach-partition
-- error: 42804
CREATE TABLE p (a int NOT NULL) PARTITION BY LIST (a);
CREATE TABLE c (a int);
ALTER TABLE p ATTACH PARTITION c FOR VALUES IN (1);
