-- case: A parameter is given once
-- covers: create-table/with-storage
-- error: 22023
CREATE TABLE t (a int) WITH (fillfactor = 50, fillfactor = 60);
