-- case: Two equal unique keys with different names
-- covers: create-table/table-unique
CREATE TABLE t (a int, CONSTRAINT x UNIQUE (a), CONSTRAINT y UNIQUE (a));
