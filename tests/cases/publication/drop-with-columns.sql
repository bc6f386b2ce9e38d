-- case: DROP TABLE takes no list of columns
-- error: 42601
CREATE TABLE orders (id int PRIMARY KEY, total int, note text);
CREATE PUBLICATION feed FOR TABLE orders;
ALTER PUBLICATION feed DROP TABLE orders (id);
