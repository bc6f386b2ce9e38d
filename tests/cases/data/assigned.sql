-- case: Values that are cast where they are stored
CREATE TABLE orders (id integer, total numeric, note text, at timestamptz, done boolean, tags text[]);
CREATE TABLE small (id integer);
CREATE TYPE pair AS (a integer, b text);
CREATE TABLE pairs (pair pair);
INSERT INTO orders (id, total, note, at, done, tags) VALUES (1.5, 2, 3, '2024-01-01', 'true', '{a}'), (2, '3', now(), current_date, NULL, ARRAY['b']);
INSERT INTO orders (id, note) SELECT 1, at FROM orders;
INSERT INTO orders (id, total) SELECT '1', 2 UNION ALL SELECT 3, 4.5;
INSERT INTO orders SELECT * FROM orders;
INSERT INTO orders SELECT 7, 8;
INSERT INTO orders (tags[1], tags[2]) VALUES ('a', 'b');
INSERT INTO orders (id) SELECT a FROM (VALUES (1), (2)) AS v (a);
WITH orders AS (SELECT 1 AS id) INSERT INTO small SELECT * FROM orders;
UPDATE orders SET tags[1] = 'c', note = id, at = current_date, (id, total) = (1, 2), done = DEFAULT;
UPDATE orders SET total = (SELECT count(*) FROM orders), done = id > 1;
UPDATE pairs SET pair.a = 3, pair.b = 'x';
SELECT id, note FROM orders UNION SELECT 1, NULL EXCEPT (SELECT 2, 'a' INTERSECT SELECT * FROM (VALUES (3, 'b')) AS v);

