-- case: A constant is a target of INTO
-- covers: create-function/as
-- error: 22005
CREATE FUNCTION work() RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  rate CONSTANT numeric := 0.19;
BEGIN
  SELECT 0.2 INTO rate;
  RETURN 1;
END
$$;
