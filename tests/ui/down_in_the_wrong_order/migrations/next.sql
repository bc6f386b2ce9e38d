-- revision: next
-- down_revision: init

-- +up
CREATE TABLE notes (
    id bigint PRIMARY KEY,
    user_id bigint CONSTRAINT notes_user_id_fkey REFERENCES users
);
CREATE TABLE tags (
    note_id bigint CONSTRAINT tags_note_id_fkey REFERENCES notes,
    user_id bigint CONSTRAINT tags_user_id_fkey REFERENCES users,
    PRIMARY KEY (note_id, user_id)
);
CREATE INDEX notes_by_user ON notes (user_id);
CREATE INDEX tags_by_user ON tags (user_id);
CREATE VIEW titles AS SELECT id FROM notes;

-- +down
DROP TABLE notes;
DROP VIEW titles;
DROP TABLE tags;
