-- case: The first THEN ends the condition of an IF, that of a CASE too
-- covers: create-function/as
-- error: 42601
CREATE FUNCTION work(a integer) RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
  IF CASE WHEN a > 1 THEN true ELSE false END THEN
    RETURN 1;
  END IF;
  RETURN 3;
END
$$;
