-- case: Statistics of a key that the index does not have
-- error: 42703
CREATE TABLE readings (sensor int, day int);
CREATE INDEX readings_by ON readings ((sensor + 1)) INCLUDE (day);
ALTER INDEX readings_by ALTER COLUMN 3 SET STATISTICS 100;
