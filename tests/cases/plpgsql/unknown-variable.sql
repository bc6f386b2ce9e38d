-- case: Something is assigned to what is no variable
-- covers: create-function/as
-- error: 42601
CREATE FUNCTION work() RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  total integer;
BEGIN
  totl := 1;
  RETURN total;
END
$$;
