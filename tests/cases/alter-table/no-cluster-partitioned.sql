-- case: A partitioned table has no clustered index that could be forgotten
-- covers: alter-table/set-without-cluster
-- error: 0A000
CREATE TABLE p (a int) PARTITION BY LIST (a);
ALTER TABLE p SET WITHOUT CLUSTER;
