-- case: Objects of an extension in a schema of its own
-- covers: create-extension/schema
CREATE SCHEMA ext;
CREATE EXTENSION citext SCHEMA ext;
CREATE EXTENSION pgcrypto WITH SCHEMA ext;
CREATE TABLE t (a ext.citext, b uuid DEFAULT ext.gen_random_uuid());
