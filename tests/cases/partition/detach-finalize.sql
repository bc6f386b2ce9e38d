-- case: FINALIZE is for a detach that was cut short
-- covers: alter-table/detach-partition-finalize
-- error: 55000
CREATE TABLE p (a int) PARTITION BY LIST (a);
CREATE TABLE x PARTITION OF p FOR VALUES IN (1);
ALTER TABLE p DETACH PARTITION x FINALIZE;
