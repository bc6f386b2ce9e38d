-- case: RAISE has a code that is none
-- covers: create-function/as
-- error: 42601
CREATE FUNCTION work() RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
  RAISE SQLSTATE '2350';
  RETURN 1;
END
$$;
