-- case: An index is attached with no bound
-- error: 42P17
CREATE TABLE readings (sensor int, day int) PARTITION BY RANGE (day);
CREATE TABLE readings_old PARTITION OF readings FOR VALUES FROM (0) TO (10);
CREATE INDEX readings_by ON ONLY readings (sensor);
CREATE INDEX old_by ON readings_old (sensor);
ALTER TABLE readings_by ATTACH PARTITION old_by FOR VALUES FROM (0) TO (10);
