-- case: FOREACH sets what is no variable
-- covers: create-function/as
-- error: 42601
CREATE FUNCTION work() RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
  FOREACH one IN ARRAY ARRAY[1, 2] LOOP
    NULL;
  END LOOP;
  RETURN 1;
END
$$;
