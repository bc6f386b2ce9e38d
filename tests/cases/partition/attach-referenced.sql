-- case: A table to which a foreign key of the parent leads is attached
-- error: 0A000
CREATE TABLE sensors (sensor int PRIMARY KEY);
CREATE TABLE readings (sensor int REFERENCES sensors) PARTITION BY LIST (sensor);
ALTER TABLE readings ATTACH PARTITION sensors FOR VALUES IN (1);
