-- case: Aggregates
-- covers: create-aggregate/aggregate
CREATE FUNCTION add2(int, int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1 + $2';
CREATE AGGREGATE mysum(int) (SFUNC = add2, STYPE = int, INITCOND = '0');
CREATE OR REPLACE AGGREGATE mysum(int) (SFUNC = add2, STYPE = int, INITCOND = '5');
CREATE AGGREGATE other(text) (SFUNC = textcat, STYPE = text);
DROP AGGREGATE other(text);
