-- Deploy
BEGIN;

DROP SCHEMA app;

COMMIT;
