-- case: A partition has one index for one index of its parent
-- error: 55000
CREATE TABLE readings (sensor int, day int) PARTITION BY RANGE (day);
CREATE TABLE readings_old PARTITION OF readings FOR VALUES FROM (0) TO (10);
CREATE INDEX readings_by ON ONLY readings (sensor);
CREATE INDEX old_by ON readings_old (sensor);
CREATE INDEX old_by_too ON readings_old (sensor);
ALTER INDEX readings_by ATTACH PARTITION old_by;
ALTER INDEX readings_by ATTACH PARTITION old_by_too;
