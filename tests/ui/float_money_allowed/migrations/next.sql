-- revision: next
-- down_revision: init

-- +up
-- pgbindgen: allow(float-money) an estimate, never paid
CREATE TABLE invoices (id bigint PRIMARY KEY, total real);
CREATE TABLE orders (id bigint PRIMARY KEY, price real);

-- +down
DROP TABLE orders;
DROP TABLE invoices;
