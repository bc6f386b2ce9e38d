-- case: The index of a temporary partitioned table goes at once
CREATE TEMP TABLE readings (day int) PARTITION BY RANGE (day);
CREATE INDEX readings_by ON readings (day);
DROP INDEX CONCURRENTLY readings_by;
CREATE TABLE after (id int);
