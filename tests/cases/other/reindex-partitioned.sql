-- case: Each part of a partitioned table is reindexed in a transaction of its own
-- error: 25001
CREATE TABLE t (a int PRIMARY KEY) PARTITION BY RANGE (a);
BEGIN;
REINDEX TABLE t;
