-- case: A typed table takes its columns from the type
-- covers: create-table/of-type, create-type/composite
CREATE TYPE pt AS (id int, name text);
CREATE TABLE t OF pt;
