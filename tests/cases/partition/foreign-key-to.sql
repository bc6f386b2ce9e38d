-- case: A foreign key to a partitioned table
-- covers: create-table/table-foreign-key, create-table/partition-of
CREATE TABLE p (a int PRIMARY KEY) PARTITION BY LIST (a);
CREATE TABLE c1 PARTITION OF p FOR VALUES IN (1);
CREATE TABLE r (a int REFERENCES p);
CREATE TABLE c2 PARTITION OF p FOR VALUES IN (2);
