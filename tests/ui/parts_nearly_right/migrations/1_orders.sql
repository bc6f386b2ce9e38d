-- migrate: up
CREATE TABLE orders (id bigint PRIMARY KEY);

-- migrate:dwon
DROP TABLE orders;
