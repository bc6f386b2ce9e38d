---- tern: disable-tx ----
CREATE INDEX CONCURRENTLY users_id_idx ON {{.schema}}.users (id);

---- create above / drop below ----

---- tern: disable-tx ----
DROP INDEX CONCURRENTLY {{.schema}}.users_id_idx;
