-- case: A variable has a type without values
-- covers: create-function/as
-- error: 0A000
CREATE FUNCTION work() RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  one anyelement;
BEGIN
  RETURN 1;
END
$$;
