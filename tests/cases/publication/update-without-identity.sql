-- case: A published table whose rows a subscriber cannot find
-- error: 55000
CREATE TABLE reading (at date, value int);
CREATE PUBLICATION feed FOR TABLE reading WITH (publish = 'insert, delete');
UPDATE reading SET value = 2;
ALTER PUBLICATION feed SET (publish = 'update');
UPDATE reading SET value = 1;
