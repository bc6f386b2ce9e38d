-- case: A unique key must hold the partition key
-- covers: create-table/table-unique, create-table/partition-by-list
-- error: 0A000
CREATE TABLE p (a int, b int, UNIQUE (b)) PARTITION BY LIST (a);
