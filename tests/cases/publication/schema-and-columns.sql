-- case: A schema beside a list of columns
-- error: 22023
CREATE TABLE orders (id int PRIMARY KEY, total int, note text);
CREATE PUBLICATION feed FOR TABLE orders (id);
ALTER PUBLICATION feed ADD TABLES IN SCHEMA public;
