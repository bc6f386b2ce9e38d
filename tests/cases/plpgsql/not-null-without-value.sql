-- case: A variable that is NOT NULL has no value
-- covers: create-function/as
-- error: 22004
CREATE FUNCTION work() RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  rate numeric NOT NULL;
BEGIN
  RETURN 1;
END
$$;
