-- case: A class that an extension brings
-- covers: create-index/opclass, create-extension/extension
CREATE EXTENSION pg_trgm;
CREATE TABLE t (a text, b text);
CREATE INDEX t_a ON t USING gin (a gin_trgm_ops);
CREATE INDEX t_b ON t USING gist (lower(b) gist_trgm_ops (siglen = 32));
