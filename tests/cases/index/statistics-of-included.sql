-- case: Statistics of an included column
-- error: 0A000
CREATE TABLE readings (sensor int, day int);
CREATE INDEX readings_by ON readings ((sensor + 1)) INCLUDE (day);
ALTER INDEX readings_by ALTER COLUMN 2 SET STATISTICS 100;
