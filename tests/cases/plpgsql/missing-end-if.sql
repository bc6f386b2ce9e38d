-- case: An IF has no END IF
-- covers: create-function/as
-- error: 42601
CREATE FUNCTION work(a integer) RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
  IF a > 1 THEN
    RETURN 1;
  RETURN 2;
END
$$;
