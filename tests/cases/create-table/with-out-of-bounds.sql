-- case: A parameter has bounds
-- covers: create-table/with-storage
-- error: 22023
CREATE TABLE t (a int) WITH (fillfactor = 5);
