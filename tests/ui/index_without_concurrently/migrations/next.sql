-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
CREATE INDEX users_by_name ON users (name);
ALTER TABLE users ADD CONSTRAINT users_name_key UNIQUE (name);
