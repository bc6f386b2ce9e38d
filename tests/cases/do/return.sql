-- case: RETURN ends the block
-- covers: do/do
DO $$
BEGIN
    CREATE TABLE a (x int);
    IF EXISTS (SELECT 1 FROM pg_class WHERE relname = 'a') THEN
        RETURN;
    END IF;
    CREATE TABLE b (x int);
END $$;
