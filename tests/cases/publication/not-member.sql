-- case: A table that a publication does not have
-- error: 42704
CREATE TABLE orders (id int PRIMARY KEY, total int, note text);
CREATE PUBLICATION feed FOR TABLE orders;
CREATE TABLE items (id int);
ALTER PUBLICATION feed DROP TABLE items;
