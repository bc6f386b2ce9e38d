-- case: DROP COLUMN CASCADE takes the table out of the publication
CREATE TABLE orders (id int PRIMARY KEY, total int, note text);
CREATE PUBLICATION feed FOR TABLE orders (id, total);
ALTER TABLE orders DROP COLUMN total CASCADE;
ALTER PUBLICATION feed ADD TABLE orders;
