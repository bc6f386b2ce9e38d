-- case: A view cannot be published
-- error: 22023
CREATE TABLE orders (id int PRIMARY KEY, total int, note text);
CREATE VIEW big AS SELECT id FROM orders;
CREATE PUBLICATION feed FOR TABLE big;
