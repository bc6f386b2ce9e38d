-- case: A check that names a column that is not there
-- covers: create-table/check
-- error: 42703
CREATE TABLE t (a int CHECK (b > 0));
