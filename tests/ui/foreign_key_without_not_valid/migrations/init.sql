-- revision: init
-- down_revision: none

-- +up
CREATE TABLE users (
    id bigint PRIMARY KEY,
    email text NOT NULL CONSTRAINT users_email_key UNIQUE
);
CREATE TABLE notes (id bigint PRIMARY KEY, user_id bigint NOT NULL);
CREATE INDEX notes_user_id_idx ON notes (user_id);

-- +down
DROP TABLE notes;
DROP TABLE users;
