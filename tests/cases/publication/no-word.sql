-- case: A list that says of nothing what it is
-- error: 42601
CREATE TABLE orders (id int PRIMARY KEY, total int, note text);
CREATE PUBLICATION feed FOR orders;
