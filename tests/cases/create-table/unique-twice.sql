-- case: Two equal unique keys become one
-- covers: create-table/unique, create-table/table-unique
CREATE TABLE t (a int UNIQUE, UNIQUE (a));
