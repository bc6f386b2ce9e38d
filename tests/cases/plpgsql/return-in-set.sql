-- case: RETURN has a value in a function that returns a set
-- covers: create-function/as
-- error: 42804
CREATE FUNCTION work() RETURNS SETOF integer LANGUAGE plpgsql AS $$
BEGIN
  RETURN 1;
END
$$;
