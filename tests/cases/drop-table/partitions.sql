-- case: Partitions go with their parent
-- covers: drop-table/drop, create-table/partition-of
CREATE TABLE p (a int) PARTITION BY LIST (a);
CREATE TABLE c PARTITION OF p FOR VALUES IN (1);
DROP TABLE p;
