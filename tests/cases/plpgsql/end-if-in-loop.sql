-- case: END IF stands where a loop ends
-- covers: create-function/as
-- error: 42601
CREATE FUNCTION work() RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
  WHILE true LOOP
    RETURN 1;
  END IF;
END
$$;
