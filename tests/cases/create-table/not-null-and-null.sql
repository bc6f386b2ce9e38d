-- case: NULL and NOT NULL contradict
-- covers: create-table/not-null, create-table/null
-- error: 42601
CREATE TABLE t (a int NOT NULL NULL);
