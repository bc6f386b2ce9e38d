-- case: Options of a range type
-- covers: create-type/range-opclass, create-type/range-collation, create-type/range-diff
CREATE FUNCTION diff(float8, float8) RETURNS float8 LANGUAGE sql IMMUTABLE AS 'SELECT $1 - $2';
CREATE TYPE r AS RANGE (SUBTYPE = float8, SUBTYPE_OPCLASS = float8_ops, SUBTYPE_DIFF = diff);
CREATE TYPE s AS RANGE (SUBTYPE = text, COLLATION = "C");
