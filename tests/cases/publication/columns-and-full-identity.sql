-- case: A list of columns beside REPLICA IDENTITY FULL
-- error: 42P10
CREATE TABLE reading (id int PRIMARY KEY, value int);
ALTER TABLE reading REPLICA IDENTITY FULL;
CREATE PUBLICATION feed FOR TABLE reading (id, value);
INSERT INTO reading VALUES (1, 1);
UPDATE reading SET value = 1;
