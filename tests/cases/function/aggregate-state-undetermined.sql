-- case: A polymorphic state over arguments that are not
-- error: 42P13
CREATE FUNCTION keep(anyarray, anyelement) RETURNS anyarray LANGUAGE sql AS 'SELECT $1 || $2';
CREATE AGGREGATE kept(int) (SFUNC = keep, STYPE = anyarray, INITCOND = '{}');
