-- case: A check of a partitioned table alone cannot go while partitions have it
-- covers: alter-table/drop-constraint, alter-table/only
-- postgres: 15
-- error: 42P16
CREATE TABLE p (a int, CONSTRAINT k CHECK (a > 0)) PARTITION BY LIST (a);
CREATE TABLE c PARTITION OF p FOR VALUES IN (1);
ALTER TABLE ONLY p DROP CONSTRAINT k;
