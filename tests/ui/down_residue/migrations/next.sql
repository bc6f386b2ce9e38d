-- revision: next
-- down_revision: init

-- +up
CREATE TABLE notes (id bigint PRIMARY KEY);
CREATE INDEX users_by_email ON users (email);

-- +down
DROP TABLE notes;
