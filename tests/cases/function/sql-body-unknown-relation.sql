-- case: A body in SQL names a relation that is not there
-- covers: create-function/as
-- error: 42P01
CREATE FUNCTION members(p int) RETURNS bigint LANGUAGE sql STABLE AS 'SELECT count(*) FROM crew WHERE ship = p';
