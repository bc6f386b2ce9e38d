-- case: A label stands behind DECLARE
-- covers: create-function/as
-- error: 42601
CREATE FUNCTION work() RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  rate numeric;
<<outer_block>>
BEGIN
  RETURN 1;
END
$$;
