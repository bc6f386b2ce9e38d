{{ template "shared/tables.sql" . }}

CREATE TABLE {{.schema}}.users (id bigint PRIMARY KEY);

---- create above / drop below ----

DROP SCHEMA {{.schema}} CASCADE;
