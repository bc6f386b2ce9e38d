-- case: A block has a variable of a type that is not there
-- covers: do/do
-- error: 42704
DO $$
DECLARE
  total nosuch;
BEGIN
  IF false THEN
    total := 1;
  END IF;
END
$$;
