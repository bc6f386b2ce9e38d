-- case: Not within a transaction
-- covers: alter-table/detach-partition-concurrently
-- error: 25001
CREATE TABLE p (a int) PARTITION BY LIST (a);
CREATE TABLE x PARTITION OF p FOR VALUES IN (1);
BEGIN;
ALTER TABLE p DETACH PARTITION x CONCURRENTLY;
