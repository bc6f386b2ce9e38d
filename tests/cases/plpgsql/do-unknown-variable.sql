-- case: A block assigns to what is no variable
-- covers: do/do
-- error: 42601
DO $$
BEGIN
  total := 1;
END
$$;
