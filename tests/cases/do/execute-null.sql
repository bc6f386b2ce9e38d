-- case: EXECUTE of NULL
-- covers: do/do
-- error: 22004
DO $$
DECLARE
    q text;
BEGIN
    EXECUTE q || 'x';
END $$;
