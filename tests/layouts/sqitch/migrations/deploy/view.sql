-- Deploy
BEGIN;

CREATE OR REPLACE VIEW app.names AS SELECT name, id FROM users;

COMMIT;
