-- case: A default cannot name a column
-- covers: create-table/default
-- error: 0A000
CREATE TABLE t (a int, b int DEFAULT a);
