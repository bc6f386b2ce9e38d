-- case: Statistics of a key that is a column are the column's
-- error: 0A000
CREATE TABLE readings (sensor int, day int);
CREATE INDEX readings_by ON readings (sensor, (day + 1));
ALTER INDEX readings_by ALTER COLUMN 2 SET STATISTICS 100;
ALTER INDEX readings_by ALTER COLUMN 1 SET STATISTICS 100;
