-- case: A table without columns
-- covers: create-table/table
CREATE TABLE t ();
