-- case: END names another label
-- covers: create-function/as
-- error: 42601
CREATE FUNCTION work() RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
  <<outer_loop>>
  LOOP
    EXIT;
  END LOOP inner_loop;
  RETURN 1;
END
$$;
