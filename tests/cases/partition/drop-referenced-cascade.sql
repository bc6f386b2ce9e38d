-- case: With CASCADE the foreign key goes
-- covers: drop-table/cascade, create-table/partition-of
CREATE TABLE p (id int PRIMARY KEY) PARTITION BY RANGE (id);
CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10);
CREATE TABLE f (r int REFERENCES p);
DROP TABLE p1 CASCADE;
