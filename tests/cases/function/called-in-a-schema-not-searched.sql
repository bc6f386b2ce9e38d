-- case: A function of a schema that is not on the search path
-- covers: create-view/view
-- error: 42883
CREATE SCHEMA app;
CREATE FUNCTION app.slug(text) RETURNS text LANGUAGE sql AS 'SELECT lower($1)';
CREATE VIEW v AS SELECT slug() AS s;
