-- case: A column that only the condition of a view reads through the rows of a function
-- error: 2BP01
CREATE TABLE orders (id integer, note text, total numeric);
CREATE FUNCTION open_orders() RETURNS SETOF orders LANGUAGE sql AS 'SELECT * FROM orders';
CREATE VIEW v AS SELECT id FROM open_orders() WHERE total > 3 ORDER BY note;
ALTER TABLE orders DROP COLUMN note;
