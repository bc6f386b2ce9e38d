-- case: No such schema
-- covers: alter-schema/rename-to
-- error: 3F000
ALTER SCHEMA nosuch RENAME TO b;
