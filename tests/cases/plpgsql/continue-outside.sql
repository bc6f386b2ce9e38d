-- case: CONTINUE stands outside of a loop
-- covers: create-function/as
-- error: 42601
CREATE FUNCTION work() RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
  CONTINUE WHEN true;
  RETURN 1;
END
$$;
