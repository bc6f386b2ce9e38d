-- case: A table with and without WHERE
-- error: 42710
CREATE TABLE orders (id int PRIMARY KEY, total int, note text);
CREATE PUBLICATION feed FOR TABLE orders WHERE (id > 1), orders;
