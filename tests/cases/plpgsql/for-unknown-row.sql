-- case: A loop over rows sets what is no variable
-- covers: create-function/as
-- error: 42601
CREATE FUNCTION work() RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
  FOR row IN SELECT 1 LOOP
    NULL;
  END LOOP;
  RETURN 1;
END
$$;
