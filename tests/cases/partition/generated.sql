-- case: Generated columns in partitions
-- covers: create-table/generated-stored, create-table/partition-of
CREATE TABLE p (a int, b int GENERATED ALWAYS AS (a * 2) STORED) PARTITION BY LIST (a);
CREATE TABLE c PARTITION OF p FOR VALUES IN (1);
