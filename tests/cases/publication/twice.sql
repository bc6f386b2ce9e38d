-- case: A second publication of the name
-- error: 42710
CREATE TABLE orders (id int PRIMARY KEY, total int, note text);
CREATE PUBLICATION feed FOR TABLE orders;
CREATE PUBLICATION feed;
