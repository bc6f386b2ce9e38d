-- case: A table with another primary key than the parent's is attached
-- error: 42P16
CREATE TABLE readings (sensor int PRIMARY KEY, day int NOT NULL) PARTITION BY RANGE (sensor);
CREATE TABLE readings_low (sensor int NOT NULL, day int NOT NULL, PRIMARY KEY (sensor, day));
ALTER TABLE readings ATTACH PARTITION readings_low FOR VALUES FROM (0) TO (10);
