-- case: UPDATE of a column that is not there
-- covers: create-table/table
-- error: 42703
CREATE TABLE t (a int);
UPDATE t SET b = 1;
