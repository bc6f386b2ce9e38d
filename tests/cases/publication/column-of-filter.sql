-- case: DROP COLUMN of a column that decides what is published
-- error: 2BP01
CREATE TABLE orders (id int PRIMARY KEY, total int, note text);
CREATE PUBLICATION feed FOR TABLE orders WHERE (total > 10);
ALTER TABLE orders DROP COLUMN total;
