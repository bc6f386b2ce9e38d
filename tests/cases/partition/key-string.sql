-- case: A string has no type that could be a key
-- error: 42P16
CREATE TABLE readings (sensor int) PARTITION BY RANGE (sensor, ('north'));
