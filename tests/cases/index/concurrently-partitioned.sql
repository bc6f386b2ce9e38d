-- case: Not on a partitioned table
-- covers: create-index/concurrently
-- error: 0A000
CREATE TABLE p (a int) PARTITION BY LIST (a);
CREATE INDEX CONCURRENTLY i ON p (a);
