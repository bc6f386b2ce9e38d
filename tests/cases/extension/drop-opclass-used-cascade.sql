-- case: CASCADE takes the index
-- covers: drop-extension/cascade
CREATE EXTENSION pg_trgm;
CREATE EXTENSION btree_gist;
CREATE TABLE t (a text, b int, EXCLUDE USING gist (b WITH =));
CREATE INDEX i ON t USING gin (a gin_trgm_ops);
DROP EXTENSION pg_trgm, btree_gist CASCADE;
