-- case: A view depends on the columns that it reads through the rows of a function
-- error: 2BP01
CREATE TABLE orders (id integer, note text, total numeric);
CREATE FUNCTION open_orders() RETURNS SETOF orders LANGUAGE sql AS 'SELECT * FROM orders';
CREATE VIEW v AS SELECT o.id, o.note FROM open_orders() AS o;
ALTER TABLE orders DROP COLUMN total;
ALTER TABLE orders DROP COLUMN note;
