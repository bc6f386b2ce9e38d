-- case: A loop over numbers has two variables
-- covers: create-function/as
-- error: 42601
CREATE FUNCTION work() RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  a integer;
  b integer;
BEGIN
  FOR a, b IN 1..2 LOOP
    NULL;
  END LOOP;
  RETURN 1;
END
$$;
