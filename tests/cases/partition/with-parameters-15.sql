-- case: A partitioned table has no parameters
-- covers: create-table/with-storage
-- postgres: 15
-- error: 22023
CREATE TABLE p (a int) PARTITION BY LIST (a) WITH (fillfactor = 70);
