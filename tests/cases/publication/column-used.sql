-- case: DROP COLUMN of a published column
-- error: 2BP01
CREATE TABLE orders (id int PRIMARY KEY, total int, note text);
CREATE PUBLICATION feed FOR TABLE orders (id, total);
ALTER TABLE orders DROP COLUMN note;
ALTER TABLE orders DROP COLUMN total;
