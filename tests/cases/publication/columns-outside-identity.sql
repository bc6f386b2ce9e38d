-- case: A list of columns without the key
-- error: 42P10
CREATE TABLE reading (id int PRIMARY KEY, value int, note text);
CREATE PUBLICATION feed FOR TABLE reading (id, value);
DELETE FROM reading;
ALTER PUBLICATION feed SET TABLE reading (value);
DELETE FROM reading;
