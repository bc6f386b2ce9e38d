-- case: LIST takes one column
-- covers: create-table/partition-by-list
-- error: 42P17
CREATE TABLE p (a int, b int) PARTITION BY LIST (a, b);
