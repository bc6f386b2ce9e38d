-- case: NOT NULL and NULL
-- covers: create-table/not-null, create-table/null
CREATE TABLE t (a int NOT NULL, b int NULL, c int);
