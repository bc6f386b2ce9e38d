-- revision: next
-- down_revision: init

-- +up
-- pgbindgen: allow(float-money) an estimate, never paid
CREATE TABLE invoices (total real);
CREATE TABLE orders (price real);

-- +down
DROP TABLE orders;
DROP TABLE invoices;
