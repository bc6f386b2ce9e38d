-- case: A subscription that does not connect, and what is changed of it
CREATE SUBSCRIPTION feed CONNECTION 'host=nowhere dbname=shop' PUBLICATION orders, items WITH (connect = false, slot_name = NONE, binary, streaming = off);
ALTER SUBSCRIPTION feed SET (synchronous_commit = 'local', disable_on_error = true);
ALTER SUBSCRIPTION feed CONNECTION 'host=elsewhere';
ALTER SUBSCRIPTION feed ADD PUBLICATION prices WITH (refresh = false);
ALTER SUBSCRIPTION feed DROP PUBLICATION orders, items WITH (refresh = false);
ALTER SUBSCRIPTION feed ADD PUBLICATION orders WITH (refresh = false);
ALTER SUBSCRIPTION feed SET PUBLICATION items WITH (refresh = false);
ALTER SUBSCRIPTION feed DISABLE;
ALTER SUBSCRIPTION feed SET (slot_name = NONE);
DROP SUBSCRIPTION feed;
