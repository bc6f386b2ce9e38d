-- case: Streaming in parallel, and changes of any origin
-- postgres: 18
CREATE SUBSCRIPTION feed CONNECTION 'dbname=shop' PUBLICATION a WITH (connect = false, slot_name = NONE, streaming = parallel, origin = any);
DROP SUBSCRIPTION feed;
