-- case: A block returns a value
-- covers: do/do
-- error: 42804
DO $$
BEGIN
  RETURN 1;
END
$$;
