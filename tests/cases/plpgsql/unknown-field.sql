-- case: Something is assigned to the field of what is no row
-- covers: create-function/as
-- error: 42601
CREATE FUNCTION work() RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  total integer;
BEGIN
  total.net := 1;
  RETURN total;
END
$$;
