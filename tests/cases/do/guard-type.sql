-- case: Guards on a column's type, default, length and nullability
-- covers: do/do
CREATE TABLE t (a int, b varchar(20) NOT NULL, c text[], d numeric(10, 2));
DO $$
BEGIN
    IF (SELECT data_type FROM information_schema.columns
        WHERE table_schema = 'public' AND table_name = 't' AND column_name = 'a') = 'integer' THEN
        ALTER TABLE t ALTER COLUMN a TYPE bigint;
    END IF;
    IF (SELECT character_maximum_length FROM information_schema.columns
        WHERE table_schema = 'public' AND table_name = 't' AND column_name = 'b') < 40 THEN
        ALTER TABLE t ALTER COLUMN b TYPE varchar(40);
    END IF;
    IF (SELECT is_nullable FROM information_schema.columns
        WHERE table_schema = 'public' AND table_name = 't' AND column_name = 'b') = 'NO' THEN
        ALTER TABLE t ALTER COLUMN b DROP NOT NULL;
    END IF;
    IF (SELECT atttypid::regtype::text FROM pg_attribute WHERE attrelid = 't'::regclass AND attname = 'c') = 'text[]'
       AND (SELECT udt_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = 't' AND column_name = 'c') = '_text' THEN
        ALTER TABLE t ADD COLUMN e int;
    END IF;
    IF (SELECT numeric_scale FROM information_schema.columns
        WHERE table_schema = 'public' AND table_name = 't' AND column_name = 'd') <> 2 THEN
        DROP TABLE t;
    END IF;
    IF EXISTS (SELECT 1 FROM pg_attribute WHERE attrelid = 'public.t'::regclass AND attname = 'a' AND atttypid = 'bigint'::regtype AND NOT attisdropped) THEN
        ALTER TABLE t ADD COLUMN f int;
    END IF;
END $$;
