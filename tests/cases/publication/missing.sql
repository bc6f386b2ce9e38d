-- case: ALTER of a publication that is not there
-- error: 42704
CREATE TABLE orders (id int PRIMARY KEY, total int, note text);
CREATE PUBLICATION feed FOR TABLE orders;
ALTER PUBLICATION feeds ADD TABLE orders;
