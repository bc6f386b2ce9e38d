-- case: UPDATE gives a column a value of another type
-- error: 42804
CREATE TABLE orders (id integer, total numeric, note text, at timestamptz, done boolean, tags text[]);
UPDATE orders SET done = id;
