-- case: A partition key keeps its type
-- covers: alter-table/type, create-table/partition-by-list
-- error: 42P16
CREATE TABLE t (a int) PARTITION BY LIST (a);
ALTER TABLE t ALTER COLUMN a TYPE bigint;
