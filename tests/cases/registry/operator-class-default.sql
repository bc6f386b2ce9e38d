-- case: An operator class of the history's own makes a type indexable
CREATE TYPE pair AS (a int, b int);
CREATE FUNCTION zeroth(point, point) RETURNS int LANGUAGE sql IMMUTABLE AS $$ SELECT 0 $$;
CREATE FUNCTION less(point, point) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT $1[0] < $2[0] $$;
CREATE OPERATOR <<<< (LEFTARG = point, RIGHTARG = point, FUNCTION = less);
CREATE OPERATOR CLASS by_x DEFAULT FOR TYPE point USING btree AS OPERATOR 1 <<<<, FUNCTION 1 zeroth(point, point);
CREATE TABLE t (p point);
CREATE INDEX of_p ON t (p);
