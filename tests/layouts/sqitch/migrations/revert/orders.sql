-- Deploy
BEGIN;

DROP TABLE orders;

COMMIT;
