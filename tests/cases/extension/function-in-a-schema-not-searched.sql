-- case: A function of an extension in a schema that is not on the search path
-- covers: create-extension/extension
-- error: 42883
CREATE SCHEMA app;
CREATE EXTENSION pgcrypto SCHEMA app;
CREATE VIEW v AS SELECT digest() AS d;
