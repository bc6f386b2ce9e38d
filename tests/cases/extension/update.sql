-- case: Updated and moved; columns follow
-- covers: alter-extension/update, alter-extension/set-schema
CREATE SCHEMA ext;
CREATE EXTENSION citext;
CREATE TABLE t (a citext);
ALTER EXTENSION citext UPDATE;
ALTER EXTENSION citext SET SCHEMA ext;
