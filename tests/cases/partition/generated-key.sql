-- case: A generated column is no partition key
-- covers: create-table/generated-stored, create-table/partition-by-list
-- error: 42P17
CREATE TABLE p (a int, b int GENERATED ALWAYS AS (a * 2) STORED) PARTITION BY LIST (b);
