-- case: An index that was made ON ONLY a partition is taken in as it is, and leaves the whole unusable
-- covers: create-index/index
CREATE TABLE readings (day int) PARTITION BY RANGE (day);
CREATE TABLE readings_new PARTITION OF readings FOR VALUES FROM (0) TO (10);
CREATE TABLE readings_old PARTITION OF readings FOR VALUES FROM (10) TO (20) PARTITION BY RANGE (day);
CREATE TABLE readings_older PARTITION OF readings_old FOR VALUES FROM (10) TO (15);
CREATE TABLE readings_oldest PARTITION OF readings_old FOR VALUES FROM (15) TO (20);
CREATE INDEX oldest_by ON readings_oldest (day);
CREATE INDEX old_by ON ONLY readings_old (day);
CREATE INDEX readings_by ON readings (day);
ALTER INDEX old_by ATTACH PARTITION oldest_by;
