-- case: RAISE has too many values
-- covers: create-function/as
-- error: 42601
CREATE FUNCTION work() RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'all %%', 1;
  RETURN 1;
END
$$;
