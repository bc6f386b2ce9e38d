-- case: IN, ANY, LIKE, BETWEEN, OR and joins in look-ups
-- covers: do/do
CREATE TABLE t (a int UNIQUE, b int);
CREATE TABLE part (a int) PARTITION BY RANGE (a);
CREATE TABLE part_1 PARTITION OF part FOR VALUES FROM (1) TO (2);
DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_class WHERE relname = ANY ('{t,u}') AND relkind IN ('r', 'p')) THEN
        ALTER TABLE t ADD COLUMN any_text int;
    END IF;
    IF EXISTS (SELECT 1 FROM pg_constraint WHERE conrelid = 't'::regclass AND (conname LIKE 't_a%' OR contype = 'f')) THEN
        ALTER TABLE t ADD COLUMN by_or int;
    END IF;
    IF EXISTS (
        SELECT 1 FROM information_schema.table_constraints tc
        JOIN information_schema.key_column_usage k
          ON tc.constraint_name = k.constraint_name AND tc.table_schema = k.table_schema
        WHERE tc.constraint_type = 'UNIQUE' AND tc.table_name = 't' AND k.column_name = 'a'
    ) THEN
        ALTER TABLE t ADD COLUMN by_join int;
    END IF;
    IF 'part_1'::regclass IN (SELECT inhrelid FROM pg_inherits WHERE inhparent = 'part'::regclass) THEN
        ALTER TABLE part ADD COLUMN inherited int;
    END IF;
    IF EXISTS (SELECT 1 FROM pg_class c LEFT JOIN pg_index i ON i.indrelid = c.oid WHERE c.relname = 'part' AND i.indexrelid IS NULL) THEN
        ALTER TABLE part ADD COLUMN without_index int;
    END IF;
    IF NOT EXISTS (SELECT 1 FROM pg_enum e JOIN pg_type ty ON e.enumtypid = ty.oid WHERE ty.typname = 'mood' AND e.enumlabel = 'sad') THEN
        CREATE TYPE mood AS ENUM ('sad');
    END IF;
END $$;
