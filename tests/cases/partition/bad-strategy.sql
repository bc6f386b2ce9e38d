-- case: A strategy that does not exist
-- covers: create-table/partition-by-list
-- error: 22023
CREATE TABLE p (a int) PARTITION BY MAGIC (a);
