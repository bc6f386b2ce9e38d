-- case: What pg_get_constraintdef() prints of keys and foreign keys
-- covers: do/do
CREATE SCHEMA shop;
CREATE TABLE shop.buyer (id int PRIMARY KEY, "Full name" text, UNIQUE ("Full name", id));
CREATE TABLE parcel (
    code text,
    buyer int,
    "Full name" text,
    note text,
    CONSTRAINT parcel_two UNIQUE (code, buyer) INCLUDE (note) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT parcel_one UNIQUE NULLS NOT DISTINCT (note) WITH (fillfactor = 70),
    CONSTRAINT parcel_key PRIMARY KEY (code)
);
ALTER TABLE parcel ADD CONSTRAINT to_buyer FOREIGN KEY (buyer) REFERENCES shop.buyer
    MATCH FULL ON DELETE SET NULL ON UPDATE CASCADE DEFERRABLE;
ALTER TABLE parcel ADD CONSTRAINT to_name FOREIGN KEY ("Full name", buyer)
    REFERENCES shop.buyer ("Full name", id) ON DELETE SET DEFAULT (buyer) NOT VALID;
ALTER TABLE parcel ADD CONSTRAINT to_itself FOREIGN KEY (note) REFERENCES parcel (code)
    ON DELETE RESTRICT ON UPDATE NO ACTION INITIALLY DEFERRED;
DO $$
DECLARE
    c record;
BEGIN
    FOR c IN SELECT conname, pg_get_constraintdef(oid) AS def FROM pg_constraint
        WHERE conrelid = 'parcel'::regclass AND contype IN ('u', 'p', 'f') ORDER BY conname
    LOOP
        EXECUTE format('COMMENT ON CONSTRAINT %I ON parcel IS %L', c.conname, c.def);
        EXECUTE format('CREATE TABLE %I (a int)', c.def);
    END LOOP;
END $$;
SET search_path = shop;
DO $$
DECLARE
    c record;
BEGIN
    FOR c IN SELECT conname, pg_get_constraintdef(oid, true) AS def FROM pg_constraint
        WHERE conrelid = 'public.parcel'::regclass AND contype = 'f' ORDER BY conname
    LOOP
        EXECUTE format('CREATE TABLE %I (a int)', 'shop: ' || c.def);
    END LOOP;
END $$;
