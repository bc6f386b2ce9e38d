-- case: What the partitions cannot do the whole cannot
-- error: 55000
CREATE TABLE reading (id int, value int) PARTITION BY RANGE (id);
CREATE TABLE reading_low PARTITION OF reading FOR VALUES FROM (1) TO (10);
CREATE PUBLICATION feed FOR TABLE reading;
UPDATE ONLY reading SET value = 1;
UPDATE reading SET value = 1 WHERE id = 70;
UPDATE reading SET value = 1;
