-- case: A partition has no columns of its own
-- covers: create-table/partition-of-options
-- error: 42703
CREATE TABLE p (a int) PARTITION BY LIST (a);
CREATE TABLE c PARTITION OF p (z NOT NULL) FOR VALUES IN (1);
