ALTER TABLE shop.users ADD COLUMN note text;
CREATE INDEX CONCURRENTLY users_note_idx ON users (note);
