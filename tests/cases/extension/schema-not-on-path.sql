-- case: Off the search path its type needs the schema
-- covers: create-extension/schema
-- error: 42704
CREATE SCHEMA ext;
CREATE EXTENSION citext SCHEMA ext;
CREATE TABLE t (a citext);
