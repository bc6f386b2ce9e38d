-- case: A publication of a table that is not there
-- error: 42P01
CREATE TABLE orders (id int PRIMARY KEY, total int, note text);
CREATE PUBLICATION feed FOR TABLE orders, invoices;
