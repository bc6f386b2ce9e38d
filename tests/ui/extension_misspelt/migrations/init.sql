-- revision: init
-- down_revision: none
-- irreversible: a test

-- +up
CREATE EXTENSION IF NOT EXISTS uuid_ossp;
CREATE EXTENSION citxt;
CREATE TABLE users (
    id bigint PRIMARY KEY,
    email citext NOT NULL CONSTRAINT users_email_key UNIQUE
);
