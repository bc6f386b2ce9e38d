-- case: A cast to regclass of what is not there
-- covers: do/do
-- error: 42P01
DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_attribute WHERE attrelid = 'nosuch'::regclass) THEN
        RAISE NOTICE 'x';
    END IF;
END $$;
