-- case: The arms of what is inserted have
-- error: 42601
CREATE TABLE orders (id integer, total numeric, note text, at timestamptz, done boolean, tags text[]);
INSERT INTO orders (id, note) SELECT 1, 'a' UNION ALL SELECT 2;
