-- case: Whether an extension can be had is the server's affair
-- covers: do/do
DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_available_extensions WHERE name = 'nosuch_extension') THEN
        CREATE EXTENSION IF NOT EXISTS nosuch_extension;
    END IF;
END $$;
CREATE TABLE t (a int);
