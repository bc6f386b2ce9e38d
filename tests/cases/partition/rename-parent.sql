-- case: Names of the partitions' keys stay
-- covers: alter-table/rename-to
CREATE TABLE p (a int PRIMARY KEY) PARTITION BY LIST (a);
CREATE TABLE x PARTITION OF p FOR VALUES IN (1);
ALTER TABLE p RENAME TO q;
ALTER TABLE q RENAME CONSTRAINT p_pkey TO q_pkey;
CREATE TABLE y PARTITION OF q FOR VALUES IN (2);
