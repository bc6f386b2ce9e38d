-- case: Guards that count, negate, and wrap EXISTS in SELECT
-- covers: do/do
CREATE TABLE t (a int);
CREATE INDEX i1 ON t (a);
DO $$
BEGIN
    IF (SELECT count(*) = 1 FROM pg_indexes WHERE schemaname = 'public' AND indexname = 'i1') THEN
        ALTER TABLE t ADD COLUMN counted int;
    END IF;
    IF (SELECT count(*) FROM pg_class WHERE relname = 'nosuch') = 0 THEN
        ALTER TABLE t ADD COLUMN none int;
    END IF;
    IF NOT (SELECT EXISTS (SELECT 1 FROM information_schema.columns
            WHERE table_schema = 'public' AND table_name = 't' AND column_name = 'wrapped')) THEN
        ALTER TABLE t ADD COLUMN wrapped int;
    END IF;
    IF (SELECT count(*) FROM information_schema.columns WHERE table_schema = 'public' AND table_name = 't') > 3
       AND 4 = (SELECT count(column_name) FROM information_schema.columns WHERE table_schema = 'public' AND table_name = 't') THEN
        ALTER TABLE t ADD COLUMN four int;
    END IF;
    IF (SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tablename IN ('t', 'u')) <> 1 THEN
        DROP TABLE t;
    END IF;
END $$;
