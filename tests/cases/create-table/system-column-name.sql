-- case: Names of system columns are taken
-- covers: create-table/column
-- error: 42701
CREATE TABLE t (ctid int);
