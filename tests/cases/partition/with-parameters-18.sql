-- case: A partitioned table has no parameters
-- covers: create-table/with-storage
-- postgres: 18
-- error: 42809
CREATE TABLE p (a int) PARTITION BY LIST (a) WITH (fillfactor = 70);
