-- case: What pg_get_indexdef() and pg_indexes print of indexes on columns
-- covers: do/do
CREATE SCHEMA shop;
CREATE TABLE shop.parcel (code text PRIMARY KEY, "Buyer" int, note text, sent date);
CREATE INDEX by_note ON shop.parcel (sent DESC, note NULLS FIRST, code COLLATE "C" text_pattern_ops DESC NULLS LAST)
    INCLUDE ("Buyer");
CREATE UNIQUE INDEX "By buyer" ON shop.parcel ("Buyer") NULLS NOT DISTINCT;
CREATE INDEX by_hash ON shop.parcel USING hash (note);
CREATE INDEX filled ON shop.parcel (note) WITH (fillfactor = 50);
CREATE INDEX set_later ON shop.parcel (note);
ALTER INDEX shop.set_later SET (fillfactor = 60);
CREATE INDEX "some" ON shop.parcel (note) WHERE sent IS NULL;
CREATE TABLE shop.split (a int, b int, PRIMARY KEY (a)) PARTITION BY LIST (a);
CREATE TABLE shop.split_1 PARTITION OF shop.split FOR VALUES IN (1);
DO $$
DECLARE
    i record;
    n int := 0;
BEGIN
    FOR i IN SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'shop'
        AND indexname NOT IN ('filled', 'set_later', 'some') ORDER BY indexname
    LOOP
        n := n + 1;
        EXECUTE format('CREATE TABLE %I (a int)', left(n || substr(i.indexdef, 8), 60));
        EXECUTE format('CREATE TABLE %I (a int)', left(n || split_part(i.indexdef, 'USING', 2), 60));
    END LOOP;
    IF (SELECT pg_get_indexdef('shop.by_hash'::regclass)) LIKE '%USING hash (note)' THEN
        CREATE TABLE hashed (a int);
    END IF;
    IF EXISTS (SELECT 1 FROM pg_indexes WHERE indexname = 'filled' AND indexdef IS NOT NULL) THEN
        CREATE TABLE defined (a int);
    END IF;
END $$;
