-- case: FETCH takes several rows
-- covers: create-function/as
-- error: 0A000
CREATE FUNCTION work() RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  steps CURSOR FOR SELECT 1;
  n integer;
BEGIN
  FETCH ALL FROM steps INTO n;
  RETURN 1;
END
$$;
