-- case: Columns of a function's rows under other names, beside what is no row
-- error: 2BP01
CREATE TABLE orders (id integer, note text, total numeric);
CREATE FUNCTION open_orders() RETURNS SETOF orders LANGUAGE sql AS 'SELECT * FROM orders';
CREATE VIEW v AS
    SELECT a, n FROM ROWS FROM (open_orders(), generate_series(1, 3)) WITH ORDINALITY AS o (a, b, c, d, n);
ALTER TABLE orders DROP COLUMN total;
ALTER TABLE orders DROP COLUMN id;
