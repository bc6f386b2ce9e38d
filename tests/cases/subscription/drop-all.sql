-- case: A subscription keeps a publication
-- error: 42P17
BEGIN;
CREATE SUBSCRIPTION feed CONNECTION 'dbname=shop' PUBLICATION a, b WITH (connect = false);
ALTER SUBSCRIPTION feed DROP PUBLICATION a WITH (refresh = false);
ALTER SUBSCRIPTION feed DROP PUBLICATION b WITH (refresh = false);
