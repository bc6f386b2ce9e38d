-- case: ON CONFLICT gives a column a value of another type
-- error: 42804
CREATE TABLE orders (id integer, total numeric, note text, at timestamptz, done boolean, tags text[]);
CREATE UNIQUE INDEX ON orders (id);
INSERT INTO orders (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET at = true;
