-- case: A column that the table does not have
-- error: 42703
CREATE TABLE orders (id int PRIMARY KEY, total int, note text);
CREATE PUBLICATION feed FOR TABLE orders (id, sum);
