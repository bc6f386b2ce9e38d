-- case: Unique keys and their names
-- covers: create-table/unique, create-table/table-unique
CREATE TABLE t (a int UNIQUE, b int, c int, UNIQUE (b), UNIQUE (b, c), CONSTRAINT mine UNIQUE (c));
