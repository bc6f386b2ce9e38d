-- revision: init
-- down_revision: none
-- irreversible: a test

-- +up
CREATE TYPE mood AS ENUM ('low', 'high', 'none');
CREATE TABLE users (
    id bigint PRIMARY KEY,
    mood mood NOT NULL
);
