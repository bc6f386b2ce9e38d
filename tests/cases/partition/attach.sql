-- case: Tables attached; their own constraints stay
-- covers: alter-table/attach-partition, alter-table/attach-partition-default
CREATE TABLE p (a int NOT NULL, b text) PARTITION BY LIST (a);
CREATE TABLE c (a int NOT NULL, b text);
CREATE TABLE d (LIKE p INCLUDING ALL);
ALTER TABLE p ATTACH PARTITION c FOR VALUES IN (1);
ALTER TABLE p ATTACH PARTITION d DEFAULT;
