-- case: FETCH names what is no cursor
-- covers: create-function/as
-- error: 42804
CREATE FUNCTION work() RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  n integer;
BEGIN
  FETCH n INTO n;
  RETURN n;
END
$$;
