-- case: CONTINUE names the label of a block
-- covers: create-function/as
-- error: 42601
CREATE FUNCTION work() RETURNS integer LANGUAGE plpgsql AS $$
<<whole>>
BEGIN
  LOOP
    CONTINUE whole;
  END LOOP;
  RETURN 1;
END
$$;
