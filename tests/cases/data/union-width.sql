-- case: The arms of a UNION have different numbers of columns
-- error: 42601
CREATE TABLE orders (id integer, total numeric, note text, at timestamptz, done boolean, tags text[]);
SELECT id FROM orders UNION SELECT id, note FROM orders;
