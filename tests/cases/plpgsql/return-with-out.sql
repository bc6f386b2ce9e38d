-- case: RETURN has a value beside OUT parameters
-- covers: create-function/as
-- error: 42804
CREATE FUNCTION work(OUT a integer, OUT b integer) LANGUAGE plpgsql AS $$
BEGIN
  RETURN 1;
END
$$;
