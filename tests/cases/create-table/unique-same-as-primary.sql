-- case: A unique key equal to the primary key is folded into it
-- covers: create-table/table-unique, create-table/table-primary-key
CREATE TABLE t (a int, b int, PRIMARY KEY (a, b), UNIQUE (a, b), UNIQUE (b, a));
