-- +migrate Up
SELECT 1;
-- +migrate Up
SELECT 2;
