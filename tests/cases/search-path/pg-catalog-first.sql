-- case: A type named as a built-in one is found only with its schema, or when pg_catalog comes later
-- covers: set/search-path
CREATE DOMAIN public.text AS int;
CREATE TABLE t (a text, b public.text);
SET search_path = public, pg_catalog;
CREATE TABLE u (a text, b pg_catalog.text);
