-- case: A default holds no subquery
-- covers: create-table/default
-- error: 0A000
CREATE TABLE t (a int DEFAULT (SELECT 1));
