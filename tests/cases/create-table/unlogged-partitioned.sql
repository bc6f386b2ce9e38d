-- case: Before 18 a partitioned table may say UNLOGGED
-- covers: create-table/unlogged, create-table/partition-by-list
-- postgres: 15
CREATE UNLOGGED TABLE t (a int) PARTITION BY LIST (a);
