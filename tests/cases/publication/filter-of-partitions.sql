-- case: WHERE of a partitioned table counts only where its rows are sent as its own
-- error: 22023
CREATE TABLE reading (id int PRIMARY KEY, value int) PARTITION BY RANGE (id);
CREATE PUBLICATION whole FOR TABLE reading WHERE (id > 3) WITH (publish_via_partition_root);
CREATE PUBLICATION feed FOR TABLE reading WHERE (id > 3);
