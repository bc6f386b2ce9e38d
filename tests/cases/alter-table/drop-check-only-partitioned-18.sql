-- case: The partitions keep as their own the check that goes from ONLY their parent
-- covers: alter-table/drop-constraint, alter-table/only
-- postgres: 18
CREATE TABLE p (a int, CONSTRAINT k CHECK (a > 0)) PARTITION BY LIST (a);
CREATE TABLE c PARTITION OF p FOR VALUES IN (1);
ALTER TABLE ONLY p DROP CONSTRAINT k;
