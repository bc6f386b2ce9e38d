-- case: A statement ends without a semicolon
-- covers: create-function/as
-- error: 42601
CREATE FUNCTION work() RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  total integer := 0;
BEGIN
  total := total + 1
  total := total + 2;
  RETURN total;
END
$$;
