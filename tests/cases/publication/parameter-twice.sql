-- case: A parameter twice
-- error: 42601
CREATE PUBLICATION feed WITH (publish = 'insert', publish = 'update');
