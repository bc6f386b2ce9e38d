-- +goose Up
-- +goose ENVSUB ON
ALTER TABLE users ADD COLUMN shop text NOT NULL DEFAULT '${SHOP}';
-- +goose ENVSUB OFF
-- +goose Down
ALTER TABLE users DROP COLUMN shop;
