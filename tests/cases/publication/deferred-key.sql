-- case: A key that may be checked later finds no row
-- error: 55000
CREATE TABLE reading (id int PRIMARY KEY DEFERRABLE, value int);
CREATE PUBLICATION feed FOR TABLE reading;
UPDATE reading SET value = 1;
