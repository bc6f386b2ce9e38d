-- case: A table that a publication has already
-- error: 42710
CREATE TABLE orders (id int PRIMARY KEY, total int, note text);
CREATE PUBLICATION feed FOR TABLE orders;
ALTER PUBLICATION feed ADD TABLE orders;
