-- case: A partition's row is judged as the whole's where it is sent as such
-- error: 42P10
CREATE TABLE reading (id int, value int) PARTITION BY RANGE (id);
CREATE TABLE reading_low (value int, id int NOT NULL PRIMARY KEY);
ALTER TABLE reading ATTACH PARTITION reading_low FOR VALUES FROM (1) TO (10);
CREATE PUBLICATION feed FOR TABLE reading WHERE (id > 3) WITH (publish_via_partition_root);
UPDATE reading SET value = 1;
ALTER PUBLICATION feed SET TABLE reading WHERE (value > 3);
UPDATE reading_low SET value = 1;
