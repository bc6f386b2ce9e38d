-- case: Streaming in parallel came with 16
-- postgres: 15
-- error: 42601
CREATE SUBSCRIPTION feed CONNECTION 'dbname=shop' PUBLICATION a WITH (connect = false, streaming = parallel);
