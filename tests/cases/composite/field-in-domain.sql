-- case: A check of a domain reads a field: DROP ATTRIBUTE
-- covers: alter-type/drop-attribute
-- error: 2BP01
CREATE TYPE pair AS (a float8, b float8);
CREATE DOMAIN ordered AS pair CHECK ((VALUE).a > 0);
ALTER TYPE pair ALTER ATTRIBUTE a TYPE bigint;
ALTER TYPE pair DROP ATTRIBUTE a;
