-- case: INSERT takes a column of another type from a query
-- error: 42804
CREATE TABLE orders (id integer, total numeric, note text, at timestamptz, done boolean, tags text[]);
INSERT INTO orders (id) SELECT note FROM orders;
