-- case: One value in two partitions
-- covers: create-table/bound-in
-- error: 42P17
CREATE TABLE p (a int) PARTITION BY LIST (a);
CREATE TABLE c PARTITION OF p FOR VALUES IN (1, 2);
CREATE TABLE d PARTITION OF p FOR VALUES IN (2, 3);
