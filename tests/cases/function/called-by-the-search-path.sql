-- case: A function of a schema that is on the search path, named by it and by itself
-- covers: create-view/view
CREATE SCHEMA app;
CREATE FUNCTION app.slug(text) RETURNS text LANGUAGE sql AS 'SELECT lower($1)';
SET search_path = public, app;
CREATE VIEW v AS SELECT slug('A') AS s;
RESET search_path;
CREATE VIEW w AS SELECT app.slug('A') AS s;
CREATE TABLE t (a text, b text DEFAULT app.slug('B'));
ALTER TABLE t RENAME COLUMN a TO c;
