-- case: SQL in a body is read as SQL
-- covers: create-function/as
-- error: 42601
CREATE FUNCTION work() RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
  UPDATE invoices SET total = total + 1 WERE id = 2;
  RETURN 1;
END
$$;
