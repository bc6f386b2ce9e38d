-- case: An operator of the schema is one
-- covers: create-table/check
CREATE FUNCTION same(text, int) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT true';
CREATE OPERATOR === (LEFTARG = text, RIGHTARG = int, FUNCTION = same);
CREATE TABLE t (a text CHECK (a === 5));
