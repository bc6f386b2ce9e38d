-- revision: next
-- down_revision: init

-- +up
CREATE TABLE notes (id bigint PRIMARY KEY, title text NOT NULL);
CREATE INDEX notes_title_idx ON notes (title);
CREATE UNIQUE INDEX notes_by_title ON notes USING btree (title);

-- +down
DROP TABLE notes;
