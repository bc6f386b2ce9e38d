-- +migrate Up
SELECT 1;
-- +migrate Down
SELECT 1;
