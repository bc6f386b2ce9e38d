-- case: A body in SQL names a column that is neither the table's nor a parameter
-- covers: create-function/as
-- error: 42703
CREATE TABLE crew (id int, ship int);
CREATE FUNCTION members(p int) RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM crew WHERE shipp = p';
