-- case: An array of a column's type is not for 15
-- covers: create-function/as
-- postgres: 15
-- error: 42601
CREATE TABLE invoices (id integer, total numeric);
CREATE FUNCTION work() RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  totals invoices.total%TYPE[];
BEGIN
  RETURN 1;
END
$$;
