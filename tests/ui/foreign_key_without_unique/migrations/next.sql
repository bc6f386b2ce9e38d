-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
ALTER TABLE users ADD COLUMN name text;
CREATE TABLE notes (
    name text REFERENCES users (name)
);
