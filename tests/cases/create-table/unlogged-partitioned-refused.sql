-- case: From 18 on a partitioned table cannot be unlogged
-- covers: create-table/unlogged, create-table/partition-by-list
-- postgres: 18
-- error: 0A000
CREATE UNLOGGED TABLE t (a int) PARTITION BY LIST (a);
