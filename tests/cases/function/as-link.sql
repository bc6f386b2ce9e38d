-- case: A function of the server itself
-- covers: create-function/as-link
CREATE FUNCTION mylower(text) RETURNS text LANGUAGE internal IMMUTABLE STRICT AS 'lower';
