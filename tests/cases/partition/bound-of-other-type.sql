-- case: A number is no value of a partition key of boolean
-- covers: create-table/partition-of
-- error: 42804
CREATE TABLE p (a bool) PARTITION BY LIST (a);
CREATE TABLE c PARTITION OF p FOR VALUES IN (1);
