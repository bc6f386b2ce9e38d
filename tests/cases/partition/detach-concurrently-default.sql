-- case: Not with a default partition
-- covers: alter-table/detach-partition-concurrently
-- error: 55000
CREATE TABLE p (a int) PARTITION BY LIST (a);
CREATE TABLE x PARTITION OF p FOR VALUES IN (1);
CREATE TABLE y PARTITION OF p DEFAULT;
ALTER TABLE p DETACH PARTITION x CONCURRENTLY;
