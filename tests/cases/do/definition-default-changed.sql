-- case: A default whose text is not known is still one
-- covers: do/do
CREATE TABLE parcel (a text DEFAULT 'x', b int DEFAULT 5, c text DEFAULT 'y', d text DEFAULT 'z');
ALTER TABLE parcel ALTER COLUMN a TYPE varchar, ALTER COLUMN b TYPE bigint, ALTER COLUMN c DROP DEFAULT;
ALTER TABLE parcel ALTER COLUMN d SET DEFAULT 'w';
DO $$
DECLARE
    was text;
BEGIN
    IF EXISTS (SELECT 1 FROM pg_attribute WHERE attrelid = 'parcel'::regclass AND attname = 'a' AND atthasdef) THEN
        ALTER TABLE parcel ADD COLUMN a_has int;
    END IF;
    SELECT column_default INTO was FROM information_schema.columns
    WHERE table_name = 'parcel' AND column_name = 'b';
    IF was = '5' THEN
        ALTER TABLE parcel ADD COLUMN b_is_5 int;
    END IF;
    SELECT column_default INTO was FROM information_schema.columns
    WHERE table_name = 'parcel' AND column_name = 'c';
    IF was IS NULL THEN
        ALTER TABLE parcel ADD COLUMN c_has_none int;
    END IF;
    SELECT column_default INTO was FROM information_schema.columns
    WHERE table_name = 'parcel' AND column_name = 'd';
    IF was <> '''z''::text' THEN
        ALTER TABLE parcel ADD COLUMN d_changed int;
    END IF;
END $$;
