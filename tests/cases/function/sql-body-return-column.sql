-- case: RETURN of what is no parameter
-- covers: create-function/sql-body
-- error: 42703
CREATE FUNCTION twice(p int) RETURNS int RETURN 2 * q;
