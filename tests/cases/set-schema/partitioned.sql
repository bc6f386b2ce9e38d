-- case: A partitioned table moves alone
-- covers: alter-table/set-schema, create-table/partition-of
CREATE SCHEMA s;
CREATE TABLE p (a int PRIMARY KEY) PARTITION BY LIST (a);
CREATE TABLE c PARTITION OF p FOR VALUES IN (1);
ALTER TABLE p SET SCHEMA s;
