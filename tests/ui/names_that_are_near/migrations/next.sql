-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
CREATE SCHEMA app;
CREATE FUNCTION app.slug(text) RETURNS text LANGUAGE sql AS 'SELECT lower($1)';
CREATE VIEW a AS SELECT uper(email) AS u FROM users;
CREATE VIEW b AS SELECT slug(email) AS s FROM users;
ALTER TABLE users ADD COLUMN token uuid DEFAULT uuid_generate_v4();
DROP TABLE app.visits;
DROP TABLE apps.visits;
