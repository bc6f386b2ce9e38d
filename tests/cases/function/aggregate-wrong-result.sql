-- case: An aggregate's function that returns another type than the state's
-- error: 42804
CREATE FUNCTION add(int, int) RETURNS bigint LANGUAGE sql AS 'SELECT $1::bigint + $2';
CREATE AGGREGATE total(int) (SFUNC = add, STYPE = int, INITCOND = '0');
