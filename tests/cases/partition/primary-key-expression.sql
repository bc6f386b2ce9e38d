-- case: No key on a table that is partitioned by an expression
-- covers: create-table/table-primary-key, create-table/partition-by-range
-- error: 0A000
CREATE TABLE p (a int PRIMARY KEY) PARTITION BY RANGE ((a + 1));
