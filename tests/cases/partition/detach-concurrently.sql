-- case: CONCURRENTLY leaves the bound behind as a check
-- covers: alter-table/detach-partition-concurrently
CREATE TABLE p (a int, b int) PARTITION BY LIST (a);
CREATE TABLE x PARTITION OF p FOR VALUES IN (1);
ALTER TABLE p DETACH PARTITION x CONCURRENTLY;
