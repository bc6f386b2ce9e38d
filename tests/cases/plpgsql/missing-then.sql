-- case: An IF has no THEN
-- covers: create-function/as
-- error: 42601
CREATE FUNCTION work(a integer) RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
  IF a > 1
    RETURN 1;
  END IF;
  RETURN 2;
END
$$;
