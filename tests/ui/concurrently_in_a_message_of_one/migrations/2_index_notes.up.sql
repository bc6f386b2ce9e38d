DROP INDEX IF EXISTS notes_title_idx;
CREATE INDEX notes_title_idx ON notes (title);
