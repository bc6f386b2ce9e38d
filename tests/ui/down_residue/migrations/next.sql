-- revision: next
-- down_revision: init

-- +up
CREATE TABLE notes (id bigint PRIMARY KEY);
ALTER TABLE users ADD COLUMN nickname text;

-- +down
DROP TABLE notes;
