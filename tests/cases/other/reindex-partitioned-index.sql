-- case: Each part of a partitioned index is reindexed in a transaction of its own
-- error: 25001
CREATE TABLE t (a int PRIMARY KEY) PARTITION BY RANGE (a);
CREATE TABLE t1 PARTITION OF t FOR VALUES FROM (0) TO (10);
REINDEX INDEX t_pkey;
REINDEX TABLE t1;
BEGIN;
REINDEX INDEX t1_pkey;
REINDEX INDEX t_pkey;
