-- case: NOT NULL of a partitioned table alone cannot go while partitions have it
-- covers: alter-table/drop-not-null, alter-table/only
-- postgres: 15
-- error: 42P16
CREATE TABLE p (a int, b text NOT NULL) PARTITION BY LIST (a);
CREATE TABLE c PARTITION OF p FOR VALUES IN (1);
ALTER TABLE ONLY p ALTER COLUMN b DROP NOT NULL;
