-- case: A block sets what is wrong
-- covers: do/do
-- error: 22023
DO $$
BEGIN
  SET LOCAL lock_timeout = 'a while';
END
$$;
