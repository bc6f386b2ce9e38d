-- case: A column too many
-- covers: alter-table/attach-partition
-- error: 42804
CREATE TABLE p (a int) PARTITION BY LIST (a);
CREATE TABLE c (a int, b int);
ALTER TABLE p ATTACH PARTITION c FOR VALUES IN (1);
