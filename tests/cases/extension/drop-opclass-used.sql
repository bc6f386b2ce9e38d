-- case: An index uses its operator class
-- covers: drop-extension/drop
-- error: 2BP01
CREATE EXTENSION pg_trgm;
CREATE TABLE t (a text);
CREATE INDEX i ON t USING gin (a gin_trgm_ops);
DROP EXTENSION pg_trgm;
