-- case: A WHILE has no LOOP
-- covers: create-function/as
-- error: 42601
CREATE FUNCTION work(a integer) RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
  WHILE a > 1
    a := a - 1;
  END LOOP;
  RETURN 2;
END
$$;
