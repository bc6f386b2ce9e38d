-- case: An aggregate's function that a cast would have to help
-- error: 42804
CREATE FUNCTION add(bigint, bigint) RETURNS bigint LANGUAGE sql AS 'SELECT $1 + $2';
CREATE AGGREGATE total(int) (SFUNC = add, STYPE = bigint, INITCOND = '0');
