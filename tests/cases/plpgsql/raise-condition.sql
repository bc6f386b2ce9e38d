-- case: RAISE names a condition that is none
-- covers: create-function/as
-- error: 42704
CREATE FUNCTION work() RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
  RAISE unique_violatio;
  RETURN 1;
END
$$;
