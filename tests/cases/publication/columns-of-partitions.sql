-- case: A partitioned table with a list of columns, and the parameter taken away
-- error: 22023
CREATE TABLE reading (id int PRIMARY KEY, value int) PARTITION BY RANGE (id);
CREATE PUBLICATION feed FOR TABLE reading (id) WITH (publish_via_partition_root = true);
ALTER PUBLICATION feed SET (publish_via_partition_root = false);
