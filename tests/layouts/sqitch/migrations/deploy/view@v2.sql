-- Deploy
BEGIN;

CREATE VIEW app.names AS SELECT name FROM users;

COMMIT;
