-- case: No such index to cluster on
-- covers: alter-table/cluster-on
-- error: 42704
CREATE TABLE t (a int);
ALTER TABLE t CLUSTER ON nosuch;
