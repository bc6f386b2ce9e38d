-- case: A check of a domain has no operator for the new type of a field
-- covers: alter-type/alter-attribute
-- error: 42883
CREATE TYPE pair AS (a float8, b float8);
CREATE DOMAIN ordered AS pair CHECK ((VALUE).a > 0);
ALTER TYPE pair ALTER ATTRIBUTE b TYPE text;
ALTER TYPE pair ALTER ATTRIBUTE a TYPE text;
