-- case: A table for a publication of all
-- error: 55000
CREATE TABLE orders (id int PRIMARY KEY, total int, note text);
CREATE PUBLICATION feed FOR ALL TABLES;
ALTER PUBLICATION feed ADD TABLE orders;
