-- case: What cannot be published
-- error: 42601
CREATE PUBLICATION feed WITH (publish = 'insert, upsert');
