-- case: an output column is not grouped by
-- error: 42803

CREATE TABLE invoices (id int PRIMARY KEY, customer int, due date);
CREATE VIEW open AS SELECT i.customer, i.due, count(*) FROM invoices i GROUP BY customer;
