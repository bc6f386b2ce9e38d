-- revision: init
-- down_revision: none

-- +up
CREATE TABLE users (
    id bigint PRIMARY KEY,
    age integer,
    name varchar(20),
    email text NOT NULL CONSTRAINT users_email_key UNIQUE
);
CREATE INDEX users_lower_name_idx ON users (lower(name));

-- +down
DROP TABLE users;
