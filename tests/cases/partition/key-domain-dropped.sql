-- case: A table goes with the domain of its partition key
CREATE DOMAIN sensor_number AS int;
CREATE TABLE readings (sensor sensor_number, day date) PARTITION BY RANGE (sensor);
CREATE TABLE readings_low PARTITION OF readings FOR VALUES FROM (0) TO (100);
CREATE TABLE other (sensor sensor_number, day date);
DROP DOMAIN sensor_number CASCADE;
