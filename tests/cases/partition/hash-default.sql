-- case: A hash has no default partition
-- covers: create-table/bound-default, create-table/partition-by-hash
-- error: 42P16
CREATE TABLE p (a int) PARTITION BY HASH (a);
CREATE TABLE c PARTITION OF p DEFAULT;
