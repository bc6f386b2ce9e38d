-- case: A key goes from the partitions too, with ONLY as well
-- covers: alter-table/drop-constraint, alter-table/only
CREATE TABLE p (a int PRIMARY KEY, b int, UNIQUE (a, b)) PARTITION BY LIST (a);
CREATE TABLE c PARTITION OF p FOR VALUES IN (1);
ALTER TABLE ONLY p DROP CONSTRAINT p_a_b_key;
ALTER TABLE ONLY p DROP CONSTRAINT p_pkey;
