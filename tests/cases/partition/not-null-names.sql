-- case: NOT NULL constraints of partitions have the parent's names
-- covers: create-table/not-null, create-table/partition-of
-- postgres: 18
CREATE TABLE p (a int NOT NULL, b int CONSTRAINT b_set NOT NULL) PARTITION BY LIST (a);
CREATE TABLE x PARTITION OF p FOR VALUES IN (1);
CREATE TABLE y (a int NOT NULL, b int NOT NULL);
ALTER TABLE p ATTACH PARTITION y FOR VALUES IN (2);
ALTER TABLE p DETACH PARTITION x;
