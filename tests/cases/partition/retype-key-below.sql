-- case: The key of a partition that is partitioned again keeps its type
-- error: 42P16
CREATE TABLE readings (sensor int, region text) PARTITION BY LIST (sensor);
CREATE TABLE readings_one PARTITION OF readings FOR VALUES IN (1) PARTITION BY LIST (region);
ALTER TABLE readings ALTER COLUMN region TYPE varchar(20);
