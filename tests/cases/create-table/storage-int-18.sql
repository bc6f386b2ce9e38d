-- case: From 16 a column's storage stands in its definition, and must be one that its type has
-- covers: create-table/column-storage
-- postgres: 18
-- error: 0A000
CREATE TABLE t (a int STORAGE extended);
