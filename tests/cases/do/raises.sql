-- case: An exception that nobody handles
-- covers: do/do
-- error: P0001
DO $$
BEGIN
    RAISE EXCEPTION 'no';
END $$;
