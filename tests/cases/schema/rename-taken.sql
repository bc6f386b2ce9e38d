-- case: The new name is taken
-- covers: alter-schema/rename-to
-- error: 42P06
CREATE SCHEMA a;
CREATE SCHEMA b;
ALTER SCHEMA a RENAME TO b;
