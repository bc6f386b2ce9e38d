-- case: An aggregate's function with types behind it
-- covers: create-aggregate/aggregate
CREATE FUNCTION add(bigint, int) RETURNS bigint LANGUAGE sql AS 'SELECT $1 + $2';
CREATE AGGREGATE total(int) (SFUNC = add(bigint, int), STYPE = bigint, INITCOND = '0');
