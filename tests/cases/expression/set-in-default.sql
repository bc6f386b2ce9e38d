-- case: A set in a default
-- error: 0A000
CREATE TABLE t (a int DEFAULT generate_series(1, 3));
