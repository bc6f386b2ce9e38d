-- case: A plain table has no partitions
-- covers: create-table/partition-of
-- error: 42P17
CREATE TABLE p (a int);
CREATE TABLE c PARTITION OF p FOR VALUES IN (1);
