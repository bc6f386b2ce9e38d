-- case: A parameter of 18 on 15
-- postgres: 15
-- error: 42601
CREATE PUBLICATION feed WITH (publish_generated_columns = stored);
