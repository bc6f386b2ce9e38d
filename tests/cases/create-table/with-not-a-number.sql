-- case: A parameter has a kind of value
-- covers: create-table/with-storage
-- error: 22023
CREATE TABLE t (a int) WITH (fillfactor = abc);
