-- case: A table with a star has more columns than there are
-- error: 42601
CREATE TABLE orders (id integer, total numeric, note text, at timestamptz, done boolean, tags text[]);
CREATE TABLE small (id integer);
INSERT INTO small SELECT * FROM orders;
