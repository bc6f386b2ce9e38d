-- revision: init
-- irreversible: an example

-- +up
CREATE TABLE shops (id int PRIMARY KEY);
CREATE TABLE orders (
    id bigint PRIMARY KEY,
    shop int CONSTRAINT orders_shop_check CHECK (shop IN (SELECT id FROM shops))
);
CREATE TABLE lines (
    id bigint PRIMARY KEY,
    shop int DEFAULT (SELECT max(id) FROM shops)
);
CREATE INDEX shops_by_count ON shops (((SELECT count(*) FROM shops)));
