-- case: Extensions dropped
-- covers: drop-extension/drop, drop-extension/if-exists
CREATE EXTENSION citext;
CREATE EXTENSION hstore;
DROP EXTENSION citext, hstore;
DROP EXTENSION IF EXISTS citext;
