-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
CREATE TABLE orders (
    id bigint PRIMARY KEY,
    number text NOT NULL UNIQUE,
    quantity int NOT NULL CHECK (quantity > 0),
    CHECK (quantity < 1000)
);
ALTER TABLE orders ADD CHECK (number <> '');
