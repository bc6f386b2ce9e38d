-- case: A variable has a type that is not there
-- covers: create-function/as
-- error: 42704
CREATE FUNCTION work() RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  rate numerc;
BEGIN
  RETURN 1;
END
$$;
