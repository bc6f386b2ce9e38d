-- case: Options for a column that the type does not have
-- covers: create-table/of-type-options
-- error: 42703
CREATE TYPE pt AS (id int);
CREATE TABLE t OF pt (z WITH OPTIONS NOT NULL);
