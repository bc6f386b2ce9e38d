-- case: A row is one of several targets
-- covers: create-function/as
-- error: 42601
CREATE FUNCTION work() RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  a record;
  b integer;
BEGIN
  SELECT 1, 2 INTO a, b;
  RETURN 1;
END
$$;
