-- case: A table with and without a list of columns
-- error: 42710
CREATE TABLE orders (id int PRIMARY KEY, total int, note text);
CREATE PUBLICATION feed FOR TABLE orders, orders (id);
