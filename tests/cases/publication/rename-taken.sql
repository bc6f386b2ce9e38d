-- case: A new name that another publication has
-- error: 42710
CREATE TABLE orders (id int PRIMARY KEY, total int, note text);
CREATE PUBLICATION feed FOR TABLE orders;
CREATE PUBLICATION other;
ALTER PUBLICATION other RENAME TO feed;
