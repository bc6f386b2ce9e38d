-- case: A partition whose parent a foreign key references
-- covers: drop-table/drop, create-table/partition-of
-- error: 2BP01
CREATE TABLE p (id int PRIMARY KEY) PARTITION BY RANGE (id);
CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10);
CREATE TABLE f (r int REFERENCES p);
DROP TABLE p1;
