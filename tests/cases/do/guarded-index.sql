-- case: Look-ups in pg_indexes and pg_class, to_regclass
-- covers: do/do, create-index/index
CREATE TABLE t (a int);
DO $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_indexes WHERE schemaname = 'public' AND indexname = 'i1') THEN
        CREATE INDEX i1 ON t (a);
    END IF;
    IF NOT EXISTS (SELECT 1 FROM pg_class WHERE relname = 'i2' AND relkind = 'i') THEN
        CREATE INDEX i2 ON t (a);
    END IF;
    IF to_regclass('public.nosuch') IS NULL THEN
        CREATE TABLE nosuch (x int);
    END IF;
    IF to_regclass('public.t') IS NOT NULL THEN
        ALTER TABLE t ADD COLUMN c int;
    END IF;
END $$;
