-- revision: init
-- irreversible: an example

-- +up
CREATE TABLE orders (id bigint PRIMARY KEY, shop int, number int, CONSTRAINT orders_number_key UNIQUE (shop, number));
CREATE TABLE lines (
    id bigint PRIMARY KEY,
    shop int,
    CONSTRAINT lines_order_fkey FOREIGN KEY (shop) REFERENCES orders (shop, number)
);
CREATE TABLE notes (
    id bigint PRIMARY KEY,
    shop int,
    number int,
    CONSTRAINT notes_order_fkey FOREIGN KEY (shop, number) REFERENCES orders
);
