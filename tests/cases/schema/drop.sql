-- case: Empty schemas dropped
-- covers: drop-schema/drop, drop-schema/if-exists
CREATE SCHEMA a;
CREATE SCHEMA b;
DROP SCHEMA a, b;
DROP SCHEMA IF EXISTS a;
