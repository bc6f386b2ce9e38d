-- case: The type of a column that a view reads through the rows of a function
-- error: 0A000
CREATE TABLE orders (id integer, note text, total numeric);
CREATE FUNCTION open_orders() RETURNS SETOF orders LANGUAGE sql AS 'SELECT * FROM orders';
CREATE VIEW v AS SELECT * FROM open_orders();
ALTER TABLE orders ALTER COLUMN total TYPE bigint;
