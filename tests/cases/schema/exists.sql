-- case: The name is taken
-- covers: create-schema/schema
-- error: 42P06
CREATE SCHEMA a;
CREATE SCHEMA a;
