-- case: The same behind a WITH
-- error: 42601
CREATE TABLE orders (id integer, total numeric, note text, at timestamptz, done boolean, tags text[]);
INSERT INTO orders (id) WITH o AS (SELECT 1 AS a, 2 AS b) SELECT * FROM o;
