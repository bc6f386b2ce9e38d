-- case: A partition key depends on the time zone
-- error: 42P17
CREATE TABLE readings (at timestamptz) PARTITION BY RANGE ((at - interval '1 day'));
