BEGIN;
CREATE TABLE notes (id bigint PRIMARY KEY, at timestamptz NOT NULL);
COMMIT;
CREATE INDEX CONCURRENTLY notes_by_at ON notes (at);
