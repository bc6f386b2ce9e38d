-- case: An aggregate whose function does not take the polymorphic argument
-- error: 42883
CREATE FUNCTION keep_int(int[], int) RETURNS int[] LANGUAGE sql AS 'SELECT $1 || $2';
CREATE AGGREGATE kept(anyelement) (SFUNC = keep_int, STYPE = int[], INITCOND = '{}');
