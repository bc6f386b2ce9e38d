-- case: CASCADE takes the view that reads a column through a function
CREATE TABLE orders (id integer, note text, total numeric);
CREATE FUNCTION open_orders() RETURNS SETOF orders LANGUAGE sql AS 'SELECT * FROM orders';
CREATE VIEW v AS SELECT o.note FROM open_orders() AS o;
CREATE VIEW w AS SELECT count(*) AS n FROM open_orders() AS o;
ALTER TABLE orders DROP COLUMN note CASCADE;
