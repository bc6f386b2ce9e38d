-- case: A mistyped ELSIF is read as SQL
-- covers: create-function/as
-- error: 42601
CREATE FUNCTION work(a integer) RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
  IF a > 1 THEN
    RETURN 1;
  ELSEIFF a > 0 THEN
    RETURN 2;
  END IF;
  RETURN 3;
END
$$;
