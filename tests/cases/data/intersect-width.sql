-- case: The arms of an INTERSECT have, in a subquery
-- error: 42601
CREATE TABLE orders (id integer, total numeric, note text, at timestamptz, done boolean, tags text[]);
SELECT * FROM (SELECT id, note FROM orders INTERSECT ALL SELECT id FROM orders) o;
