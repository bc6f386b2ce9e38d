-- case: An alias is for what is not there
-- covers: create-function/as
-- error: 42704
CREATE FUNCTION work() RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  one ALIAS FOR two;
BEGIN
  RETURN 1;
END
$$;
