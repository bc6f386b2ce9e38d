-- case: A foreign key of the parent is made in the attached table, or its equal taken in
-- covers: alter-table/attach-partition, create-table/references
CREATE TABLE r (id int PRIMARY KEY);
CREATE TABLE p (a int, r_id int REFERENCES r) PARTITION BY LIST (a);
CREATE TABLE x (a int, r_id int);
CREATE TABLE y (a int, r_id int CONSTRAINT y_own REFERENCES r);
ALTER TABLE p ATTACH PARTITION x FOR VALUES IN (1);
ALTER TABLE p ATTACH PARTITION y FOR VALUES IN (2);
