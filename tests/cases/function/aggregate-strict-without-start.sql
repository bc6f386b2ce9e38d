-- case: A strict function, a state of another type and no first value
-- error: 42P13
CREATE FUNCTION add(bigint, int) RETURNS bigint STRICT LANGUAGE sql AS 'SELECT $1 + $2';
CREATE AGGREGATE total(int) (SFUNC = add, STYPE = bigint);
