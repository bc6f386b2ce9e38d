-- case: A foreign key leads to no system column
-- error: 0A000
CREATE TABLE sensors (sensor int PRIMARY KEY);
CREATE TABLE readings (sensor oid, FOREIGN KEY (sensor) REFERENCES sensors (tableoid));
