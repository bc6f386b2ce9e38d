-- case: A canonical function needs a shell type first
-- covers: create-type/shell, create-type/range-canonical
CREATE TYPE r;
CREATE FUNCTION canon(r) RETURNS r LANGUAGE internal IMMUTABLE AS 'daterange_canonical';
CREATE TYPE r AS RANGE (SUBTYPE = date, CANONICAL = canon);
