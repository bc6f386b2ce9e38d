-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
CREATE TABLE notes (id bigint PRIMARY KEY);
CREATE TABLE tags (id bigint PRIMARY KEY);
