-- case: A body that is no text names a column that is not there
-- covers: create-function/sql-body
-- error: 42703
CREATE TABLE crew (id int, ship int);
CREATE FUNCTION members(p int) RETURNS bigint LANGUAGE sql
BEGIN ATOMIC
  SELECT count(*) FROM crew WHERE shipp = p;
END;
