-- case: A foreign key of the parent appears in partitions
-- covers: create-table/table-foreign-key, create-table/partition-of
CREATE TABLE r (id int PRIMARY KEY);
CREATE TABLE p (a int, r_id int REFERENCES r ON DELETE CASCADE) PARTITION BY LIST (a);
CREATE TABLE c1 PARTITION OF p FOR VALUES IN (1);
ALTER TABLE p ADD CONSTRAINT again FOREIGN KEY (a) REFERENCES r;
CREATE TABLE c2 PARTITION OF p FOR VALUES IN (2);
