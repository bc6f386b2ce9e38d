-- case: An integer as a key with the operator class of oid
-- covers: create-table/partition-by-range
CREATE TABLE readings (sensor int, day date) PARTITION BY RANGE (sensor oid_ops);
CREATE TABLE plain (sensor int);
CREATE INDEX ON plain (sensor oid_ops);
