-- revision: 20260101_0900_create_orders
-- down_revision: none
-- +up
BEGIN;
CREATE TABLE orders (id bigint PRIMARY KEY);
COMMIT;
CREATE TABLE order_lines (id bigint PRIMARY KEY);
-- +down
DROP TABLE order_lines;
ROLLBACK;
DROP TABLE orders;
