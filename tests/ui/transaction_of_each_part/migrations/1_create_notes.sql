-- migrate:up
CREATE TABLE notes (id bigint PRIMARY KEY, title text NOT NULL);
CREATE INDEX notes_title_idx ON notes (title);

-- migrate:down transaction:false
DROP INDEX CONCURRENTLY notes_title_idx;
