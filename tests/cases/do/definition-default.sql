-- case: What column_default and pg_get_expr() give of literals and serials
-- covers: do/do
CREATE SCHEMA shop;
CREATE TYPE mood AS ENUM ('glad', 'sad');
CREATE TABLE parcel (
    id serial, a int DEFAULT 0, b int DEFAULT -1, c bigint DEFAULT 7, d numeric DEFAULT 3, e boolean DEFAULT true,
    f text DEFAULT 'it''s', g varchar(10) DEFAULT 'abc', h jsonb DEFAULT '{}', i mood DEFAULT 'glad',
    j timestamptz DEFAULT now(), k timestamp DEFAULT now(), l text DEFAULT 'q'::text, m uuid DEFAULT gen_random_uuid(),
    n text[] DEFAULT '{}', o timestamptz DEFAULT current_timestamp, p text DEFAULT NULL, q text,
    r jsonb DEFAULT '[]'::jsonb, s mood DEFAULT 'sad'::mood, t date DEFAULT current_date, u json DEFAULT '{"a": 1}'
);
CREATE TABLE other (
    v int DEFAULT 1 + 1, w int GENERATED ALWAYS AS (1) STORED, x int GENERATED ALWAYS AS IDENTITY,
    y date DEFAULT '2024-01-01'
);
DO $$
DECLARE
    c record;
BEGIN
    FOR c IN SELECT column_name, column_default FROM information_schema.columns
        WHERE table_schema = 'public' AND table_name = 'parcel' AND column_default IS NOT NULL
    LOOP
        EXECUTE format('COMMENT ON COLUMN parcel.%I IS %L', c.column_name, c.column_default);
    END LOOP;
    FOR c IN SELECT column_name FROM information_schema.columns
        WHERE table_name = 'other' AND column_default IS NOT NULL
    LOOP
        EXECUTE format('COMMENT ON COLUMN other.%I IS %L', c.column_name, 'has one');
    END LOOP;
    FOR c IN SELECT a.attname, pg_get_expr(d.adbin, d.adrelid) AS shown
        FROM pg_attribute a JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        WHERE a.attrelid = 'parcel'::regclass
    LOOP
        EXECUTE format('ALTER TABLE parcel RENAME COLUMN %I TO %I', c.attname, c.attname || ' ' || c.shown);
    END LOOP;
END $$;
SET search_path = shop;
DO $$
DECLARE
    c record;
BEGIN
    FOR c IN SELECT column_default FROM information_schema.columns
        WHERE table_name = 'parcel' AND (column_default LIKE '%mood' OR column_default LIKE 'nextval%')
    LOOP
        EXECUTE format('CREATE TABLE %I (a int)', c.column_default);
    END LOOP;
END $$;
