-- revision: init
-- down_revision: none

-- +up
CREATE TABLE orders (id bigint PRIMARY KEY, price numeric(12, 2), kind text);

-- +down
DROP TABLE orders;
