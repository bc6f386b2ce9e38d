-- case: A key over a column that is not there
-- covers: create-table/table-unique
-- error: 42703
CREATE TABLE t (a int, UNIQUE (b));
