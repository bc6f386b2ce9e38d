-- case: RETURN NEXT without a set
-- covers: create-function/as
-- error: 42804
CREATE FUNCTION work() RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
  RETURN NEXT 1;
END
$$;
