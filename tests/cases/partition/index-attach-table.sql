-- case: A table is attached to an index
-- error: 42P17
CREATE TABLE readings (sensor int, day int) PARTITION BY RANGE (day);
CREATE TABLE readings_old PARTITION OF readings FOR VALUES FROM (0) TO (10);
CREATE INDEX readings_by ON ONLY readings (sensor);
ALTER INDEX readings_by ATTACH PARTITION readings_old;
