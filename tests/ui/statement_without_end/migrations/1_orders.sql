-- +goose Up
-- +goose StatementBegin
CREATE TABLE orders (id bigint PRIMARY KEY);

-- +goose Down
DROP TABLE orders;
