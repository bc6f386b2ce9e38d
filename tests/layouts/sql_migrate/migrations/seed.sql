-- +migrate Up
INSERT INTO users (name) VALUES ('x');
