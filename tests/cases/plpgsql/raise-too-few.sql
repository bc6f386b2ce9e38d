-- case: RAISE has too few values
-- covers: create-function/as
-- error: 42601
CREATE FUNCTION work() RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
  RAISE NOTICE 'a % and % b', 1;
  RETURN 1;
END
$$;
