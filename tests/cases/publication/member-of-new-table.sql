-- case: A table of the name of one that is gone is another
CREATE TABLE orders (id int PRIMARY KEY, total int, note text);
CREATE PUBLICATION feed FOR TABLE orders;
DROP TABLE orders;
CREATE TABLE orders (id int);
ALTER PUBLICATION feed ADD TABLE orders;
