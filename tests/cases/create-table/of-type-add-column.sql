-- case: A typed table takes no further column
-- covers: create-table/of-type, alter-table/add-column
-- error: 42809
CREATE TYPE pt AS (id int);
CREATE TABLE t OF pt;
ALTER TABLE t ADD COLUMN b int;
