-- case: A row is no key of a partitioned table
-- covers: create-table/partition-by-range
-- error: 42P16
CREATE TABLE readings (sensor int, day int) PARTITION BY RANGE ((ROW(sensor, day)));
