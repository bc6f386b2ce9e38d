-- case: EXIT names a label that is not there
-- covers: create-function/as
-- error: 42601
CREATE FUNCTION work() RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
  <<outer_loop>>
  LOOP
    EXIT outer_lop;
  END LOOP;
  RETURN 1;
END
$$;
