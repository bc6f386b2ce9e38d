-- case: A cursor gets too few arguments
-- covers: create-function/as
-- error: 42601
CREATE FUNCTION work() RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  steps CURSOR (a integer, b integer) FOR SELECT a + b;
BEGIN
  OPEN steps(1);
  RETURN 1;
END
$$;
