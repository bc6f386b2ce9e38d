-- case: A look-up in information_schema
-- covers: do/do, alter-table/add-column
CREATE TABLE t (a int);
DO $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM information_schema.columns
        WHERE table_schema = 'public' AND table_name = 't' AND column_name = 'b'
    ) THEN
        ALTER TABLE t ADD COLUMN b text NOT NULL DEFAULT 'x';
    END IF;
    IF EXISTS (SELECT FROM information_schema.tables WHERE table_name = 'nosuch') THEN
        DROP TABLE t;
    END IF;
END $$;
