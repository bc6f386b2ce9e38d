-- case: Two default partitions
-- covers: create-table/bound-default
-- error: 42P17
CREATE TABLE p (a int) PARTITION BY LIST (a);
CREATE TABLE c PARTITION OF p DEFAULT;
CREATE TABLE d PARTITION OF p DEFAULT;
