-- case: What is no partition cannot be detached
-- covers: alter-table/detach-partition
-- error: 42P01
CREATE TABLE p (a int) PARTITION BY LIST (a);
CREATE TABLE x (a int);
ALTER TABLE p DETACH PARTITION x;
