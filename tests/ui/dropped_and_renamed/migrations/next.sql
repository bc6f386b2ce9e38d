-- revision: next
-- down_revision: init

-- +up
CREATE TYPE state AS ENUM ('new', 'old');
CREATE TABLE notes (id bigint PRIMARY KEY, body text, note text CONSTRAINT short CHECK (length(note) < 100));
ALTER TABLE notes RENAME body TO content;
ALTER TABLE notes DROP CONSTRAINT short, DROP COLUMN note;
ALTER TABLE users RENAME TO people;
DROP TYPE state;

-- +down
CREATE TYPE state AS ENUM ('new', 'old');
ALTER TABLE people RENAME TO users;
DROP TABLE notes;
DROP TYPE state;
