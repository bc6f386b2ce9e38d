-- case: The arms of an EXCEPT have, in a view
-- error: 42601
CREATE TABLE orders (id integer, total numeric, note text, at timestamptz, done boolean, tags text[]);
CREATE VIEW v AS SELECT id FROM orders EXCEPT SELECT 1, 2;
