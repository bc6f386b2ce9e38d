-- revision: init
-- down_revision: none

-- +up
CREATE TABLE users (
    id bigint PRIMARY KEY,
    name text,
    email text NOT NULL CONSTRAINT users_email_key UNIQUE
);
CREATE VIEW people AS SELECT id, name FROM users;

-- +down
DROP VIEW people;
DROP TABLE users;
