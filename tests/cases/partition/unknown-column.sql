-- case: A partition key that is not there
-- covers: create-table/partition-by-list
-- error: 42703
CREATE TABLE p (a int) PARTITION BY LIST (b);
