-- case: EXECUTE of what is no SQL is refused where it runs, not where it does not
-- covers: do/do
-- error: 42601
DO $$
BEGIN
    IF false THEN
        EXECUTE 'CREATE TABEL x (a int)';
    END IF;
END $$;
DO $$
BEGIN
    EXECUTE 'CREATE TABEL x (a int)';
END $$;
