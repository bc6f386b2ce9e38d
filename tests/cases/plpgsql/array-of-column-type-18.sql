-- case: An array of a column's type
-- covers: create-function/as
-- postgres: 18
CREATE TABLE invoices (id integer, total numeric);
CREATE FUNCTION work() RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  totals invoices.total%TYPE[];
  rows invoices%ROWTYPE[];
BEGIN
  totals[1] := 2;
  RETURN 1;
END
$$;
