-- case: A publication of a schema that is not there
-- error: 3F000
CREATE PUBLICATION feed FOR TABLES IN SCHEMA app;
