-- case: an aggregate is renamed and moved, and then has its new name
CREATE SCHEMA sums;
CREATE AGGREGATE total (int) (SFUNC = int4pl, STYPE = int, INITCOND = '0');
ALTER AGGREGATE total (int) RENAME TO grand_total;
ALTER AGGREGATE grand_total (int) SET SCHEMA sums;
ALTER AGGREGATE sums.grand_total (int) OWNER TO CURRENT_USER;
CREATE TABLE bills (amount int);
CREATE VIEW all_bills AS SELECT sums.grand_total(amount) AS amount FROM bills;
