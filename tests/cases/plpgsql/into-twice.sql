-- case: INTO stands twice in a statement
-- covers: create-function/as
-- error: 42601
CREATE FUNCTION work() RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  a integer;
  b integer;
BEGIN
  SELECT 1 INTO a, b INTO b;
  RETURN 1;
END
$$;
