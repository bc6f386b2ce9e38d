-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
CREATE TABLE a (
    id bigint PRIMARY KEY
    title text NOT NULL
);
CREATE TABLE b (
    id bigint NOT NULL
    PRIMARY KEY (id)
);
CREATE TABLE c (id bigint, order int, name text,);
CREATE TABLE d (id bigint PRIMARY KEY, name text,);
CREATE VIEW e SELECT id FROM users;
CREATE TYPE f AS ENUM ('x' 'y');
CREATE TABLE g (id bigint AUTO_INCREMENT);
ALTER TABLE users ADD COLUMN age int
    ADD COLUMN name text;
COMMENT ON TABLE users 'people';
CREATE TABLE h (id int REFERNCES users);
CREATE TABLE i (id int)
CREATE INDEX ON users email;
CREATE TYPE IF NOT EXISTS j AS ENUM ('x');
CREATE TABLE k (id int, size varchar 20);
INSERT INTO users (id, email) VALUES (1, 'a') (2, 'b');
CREATE TABLE l (
    id int
