-- +goose Up
ALTER TABLE orders ADD CONSTRAINT orders_paid_at_key UNIQUE (paid_at);

-- +goose Down
ALTER TABLE orders DROP CONSTRAINT orders_paid_at_key;
