-- case: An unknown storage parameter
-- covers: create-table/with-storage
-- error: 22023
CREATE TABLE t (a int) WITH (nosuch = 1);
