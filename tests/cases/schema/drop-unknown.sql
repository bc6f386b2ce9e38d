-- case: No such schema to drop
-- covers: drop-schema/drop
-- error: 3F000
DROP SCHEMA nosuch;
