-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
CREATE TABLE notes (id bigint PRIMARY KEY, body text);
-- pgbindgen: no-effect
INSERT INTO notes (id) VALUES (1);
-- pgbindgen: effect "ALTER TABLE notes ADD COLUMN title varchar(20)"
ALTER TABLE notes ADD COLUMN headline text;
COMMENT ON COLUMN notes.headline IS 'Above the note.';
DROP TABLE notes;
CREATE TABLE notes (id bigint PRIMARY KEY, body text);
-- pgbindgen: no-effect
DO $$ BEGIN EXECUTE 'ALTER TABLE notes ADD COLUMN ' || current_setting('app.column') || ' int'; END $$;
