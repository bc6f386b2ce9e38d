-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
CREATE TABLE notes (user_id bigint CONSTRAINT notes_user_id_fkey REFERENCES users);
CREATE VIEW people AS SELECT id FROM users;
DROP TABLE users;
