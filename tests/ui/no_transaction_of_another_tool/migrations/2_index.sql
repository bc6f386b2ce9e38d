-- +goose Up
CREATE INDEX orders_by_paid_at ON orders (paid_at);

-- +goose Down
DROP INDEX CONCURRENTLY orders_by_paid_at;
