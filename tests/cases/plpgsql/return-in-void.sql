-- case: RETURN has a value in a function that returns void
-- covers: create-function/as
-- error: 42804
CREATE FUNCTION work() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  RETURN 1;
END
$$;
