-- case: GET DIAGNOSTICS names an item that is none
-- covers: create-function/as
-- error: 42601
CREATE FUNCTION work() RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  n integer;
BEGIN
  GET DIAGNOSTICS n = ROWCOUNT;
  RETURN n;
END
$$;
