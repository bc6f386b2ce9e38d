-- case: A call that reads no column is one value, and no key
-- error: 42P17
CREATE FUNCTION epoch_start() RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1970';
CREATE TABLE readings (sensor int) PARTITION BY RANGE (epoch_start());
