-- case: A variable is declared twice
-- covers: create-function/as
-- error: 42601
CREATE FUNCTION work() RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  rate numeric;
  rate integer;
BEGIN
  RETURN 1;
END
$$;
