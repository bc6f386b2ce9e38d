-- case: A parameter that publications do not have
-- error: 42601
CREATE PUBLICATION feed WITH (publishes = 'insert');
