-- case: WHERE reads a column that is not sent of the old row
-- error: 42P10
CREATE TABLE reading (id int PRIMARY KEY, value int);
CREATE PUBLICATION feed FOR TABLE reading WHERE (id > 3);
UPDATE reading SET value = 1;
ALTER PUBLICATION feed SET TABLE reading WHERE (value > 3);
UPDATE reading SET value = 1;
