-- case: A publication that the subscription has
-- error: 42710
BEGIN;
CREATE SUBSCRIPTION feed CONNECTION 'dbname=shop' PUBLICATION a, b WITH (connect = false);
ALTER SUBSCRIPTION feed ADD PUBLICATION b WITH (refresh = false);
