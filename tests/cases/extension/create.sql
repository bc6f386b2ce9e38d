-- case: Extensions and their types
-- covers: create-extension/extension, create-extension/if-not-exists
CREATE EXTENSION citext;
CREATE EXTENSION IF NOT EXISTS citext;
CREATE EXTENSION IF NOT EXISTS "uuid-ossp";
CREATE EXTENSION hstore;
CREATE EXTENSION ltree;
CREATE TABLE t (a citext, b hstore, c ltree, d uuid DEFAULT uuid_generate_v4(), e citext[], f lquery);
