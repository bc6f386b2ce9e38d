SELECT 1;
-- +goose Up
-- +goose StatementEnd
-- +goose down
SELECT 2;
