-- case: Keys are numbered from 1
-- error: 22023
CREATE TABLE readings (sensor int);
CREATE INDEX readings_by ON readings ((sensor + 1));
ALTER INDEX readings_by ALTER COLUMN 0 SET STATISTICS 100;
