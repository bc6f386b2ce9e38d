-- case: A publication that the subscription does not have
-- error: 42P17
BEGIN;
CREATE SUBSCRIPTION feed CONNECTION 'dbname=shop' PUBLICATION a, b WITH (connect = false);
ALTER SUBSCRIPTION feed DROP PUBLICATION c WITH (refresh = false);
