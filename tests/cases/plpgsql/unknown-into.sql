-- case: INTO names what is no variable
-- covers: create-function/as
-- error: 42601
CREATE FUNCTION work() RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
  SELECT 1 INTO total;
  RETURN 1;
END
$$;
