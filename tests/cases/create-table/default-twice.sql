-- case: Two defaults for one column
-- covers: create-table/default
-- error: 42601
CREATE TABLE t (a int DEFAULT 1 DEFAULT 2);
