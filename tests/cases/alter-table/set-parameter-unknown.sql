-- case: An unknown parameter of a table
-- covers: alter-table/set-storage-parameter
-- error: 22023
CREATE TABLE t (a int);
ALTER TABLE t SET (nosuch = 1);
