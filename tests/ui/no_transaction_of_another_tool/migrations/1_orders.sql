-- +goose Up
CREATE TABLE orders (id bigint PRIMARY KEY, paid_at timestamptz);

-- +goose Down
DROP TABLE orders;
