-- case: The type of a column that is not there, on 18
-- covers: create-function/as
-- postgres: 18
-- error: 42703
CREATE TABLE invoices (id integer, total numeric);
CREATE FUNCTION work() RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  net invoices.nett%TYPE;
BEGIN
  RETURN 1;
END
$$;
