-- case: A query has fewer columns than INSERT names
-- error: 42601
CREATE TABLE orders (id integer, total numeric, note text, at timestamptz, done boolean, tags text[]);
INSERT INTO orders (id, note) SELECT id FROM orders;
