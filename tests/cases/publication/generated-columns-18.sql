-- case: Generated columns are published
-- postgres: 18
CREATE PUBLICATION feed WITH (publish_generated_columns = stored);
