-- case: The partitions keep as their own the NOT NULL that goes from ONLY their parent
-- covers: alter-table/drop-not-null, alter-table/only, alter-table/drop-constraint
-- postgres: 18
CREATE TABLE p (a int, b text CONSTRAINT b_given NOT NULL, d int NOT NULL) PARTITION BY LIST (a);
CREATE TABLE c PARTITION OF p FOR VALUES IN (1);
CREATE TABLE e PARTITION OF p FOR VALUES IN (2) PARTITION BY LIST (b);
CREATE TABLE f PARTITION OF e FOR VALUES IN ('x');
ALTER TABLE ONLY p ALTER COLUMN d DROP NOT NULL;
ALTER TABLE ONLY p DROP CONSTRAINT b_given;
