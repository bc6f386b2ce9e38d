-- case: A list of columns beside a schema
-- error: 22023
CREATE TABLE orders (id int PRIMARY KEY, total int, note text);
CREATE PUBLICATION feed FOR TABLE orders (id), TABLES IN SCHEMA public;
