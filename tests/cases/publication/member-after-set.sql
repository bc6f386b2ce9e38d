-- case: SET TABLE leaves no other table
-- error: 42710
CREATE TABLE orders (id int PRIMARY KEY, total int, note text);
CREATE PUBLICATION feed FOR TABLE orders;
CREATE TABLE items (id int);
ALTER PUBLICATION feed SET TABLE items;
ALTER PUBLICATION feed ADD TABLE orders;
ALTER PUBLICATION feed ADD TABLE items;
