-- migrate:up transaction:false
CREATE INDEX CONCURRENTLY notes_id_title_idx ON notes (id, title);

-- migrate:down
DROP INDEX CONCURRENTLY notes_id_title_idx;
