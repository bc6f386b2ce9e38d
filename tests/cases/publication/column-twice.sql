-- case: A column twice in the list
-- error: 42710
CREATE TABLE orders (id int PRIMARY KEY, total int, note text);
CREATE PUBLICATION feed FOR TABLE orders (id, id);
