-- case: END names a label, and there is none
-- covers: create-function/as
-- error: 42601
CREATE FUNCTION work() RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
  LOOP
    EXIT;
  END LOOP inner_loop;
  RETURN 1;
END
$$;
