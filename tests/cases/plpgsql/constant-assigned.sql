-- case: A constant gets another value
-- covers: create-function/as
-- error: 22005
CREATE FUNCTION work() RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  rate CONSTANT numeric := 0.19;
BEGIN
  rate := 0.2;
  RETURN 1;
END
$$;
