-- case: The row type of a table that is not there
-- covers: create-function/as
-- error: 42P01
CREATE FUNCTION work() RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  one invoices%ROWTYPE;
BEGIN
  RETURN 1;
END
$$;
