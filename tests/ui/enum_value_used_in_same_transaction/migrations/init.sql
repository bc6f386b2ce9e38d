-- revision: init
-- down_revision: none

-- +up
CREATE TYPE mood AS ENUM ('sad');
CREATE TABLE users (
    mood mood,
    id bigint PRIMARY KEY,
    email text NOT NULL CONSTRAINT users_email_key UNIQUE
);

-- +down
DROP TABLE users;
DROP TYPE mood;
