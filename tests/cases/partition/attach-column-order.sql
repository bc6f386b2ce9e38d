-- case: The order of columns may differ
-- covers: alter-table/attach-partition
CREATE TABLE p (a int, b text) PARTITION BY RANGE (a);
CREATE TABLE c (b text, a int);
ALTER TABLE p ATTACH PARTITION c FOR VALUES FROM (1) TO (2);
