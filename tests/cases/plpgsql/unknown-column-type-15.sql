-- case: The type of a column that is not there, on 15
-- covers: create-function/as
-- postgres: 15
-- error: 42601
CREATE TABLE invoices (id integer, total numeric);
CREATE FUNCTION work() RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  net invoices.nett%TYPE;
BEGIN
  RETURN 1;
END
$$;
