-- case: A partitioned table has no clustered index
-- covers: alter-table/cluster-on
-- error: 0A000
CREATE TABLE p (a int) PARTITION BY LIST (a);
CREATE INDEX i ON p (a);
ALTER TABLE p CLUSTER ON i;
