-- +goose Down
DROP TABLE lines;

-- +goose Up
CREATE TABLE lines (id bigint PRIMARY KEY);
