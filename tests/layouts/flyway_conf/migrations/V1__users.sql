CREATE TABLE users (id bigint PRIMARY KEY, name text);
CREATE TABLE audit.changes (id bigint PRIMARY KEY, by text DEFAULT '${Owner}');
COMMENT ON TABLE ${flyway:defaultSchema}.users IS 'of the shop';
