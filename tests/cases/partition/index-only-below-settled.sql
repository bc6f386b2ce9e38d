-- case: The whole becomes usable with the last part of a part
CREATE TABLE readings (day int) PARTITION BY RANGE (day);
CREATE TABLE readings_old PARTITION OF readings FOR VALUES FROM (10) TO (20) PARTITION BY RANGE (day);
CREATE TABLE readings_older PARTITION OF readings_old FOR VALUES FROM (10) TO (15);
CREATE INDEX old_by ON ONLY readings_old (day);
CREATE INDEX readings_by ON readings (day);
CREATE INDEX older_by ON readings_older (day);
ALTER INDEX old_by ATTACH PARTITION older_by;
