-- case: EXECUTE of a known text
-- covers: do/do
DO $$
BEGIN
    EXECUTE 'CREATE TABLE t (a int)';
    EXECUTE 'ALTER TABLE t ADD COLUMN b int';
END $$;
