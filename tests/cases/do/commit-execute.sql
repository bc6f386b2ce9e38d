-- case: EXECUTE of COMMIT
-- covers: do/do
-- error: 0A000
DO $$
BEGIN
    EXECUTE 'COMMIT';
END $$;
