-- case: columns that depend on a primary key, outputs that are grouped by name and by number

CREATE TABLE customers (id int PRIMARY KEY, name text);
CREATE TABLE invoices (id int PRIMARY KEY, customer int, due date);
CREATE VIEW by_key AS SELECT c.id, c.name, count(*) FROM customers c JOIN invoices i ON i.customer = c.id GROUP BY c.id;
CREATE VIEW by_name AS SELECT customer AS who, due, count(*) FROM invoices GROUP BY who, due;
CREATE VIEW by_number AS SELECT customer, due, count(*) FROM invoices GROUP BY 1, 2;
CREATE VIEW by_sets AS SELECT customer, due, count(*) FROM invoices GROUP BY GROUPING SETS ((customer), (due));
CREATE VIEW by_rollup AS SELECT customer, due, count(*) FROM invoices GROUP BY ROLLUP (customer, due);
CREATE VIEW by_row AS SELECT customer, due FROM invoices GROUP BY (customer, due);
CREATE VIEW by_parenthesis AS SELECT (customer), invoices.due FROM invoices GROUP BY invoices.customer, (due);
