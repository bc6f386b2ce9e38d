-- case: Patterns over names, and the columns of keys
CREATE TABLE orders (id int PRIMARY KEY, number text, region text,
    CONSTRAINT orders_unique UNIQUE (region, number));
CREATE TABLE order_lines (id int PRIMARY KEY, order_id int, CONSTRAINT line_of FOREIGN KEY (order_id) REFERENCES orders);
CREATE TABLE "Orders_old" (id int);
DO $$
DECLARE
    r record;
    column_name text;
    number int;
    names text;
BEGIN
    FOR r IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename ~ '^order(s|_lines)$' ORDER BY 1 LOOP
        EXECUTE format('ALTER TABLE %I ADD COLUMN %I int', r.tablename, regexp_replace(r.tablename, '^order_?', 'seen_'));
    END LOOP;
    FOR r IN SELECT tablename FROM pg_tables
             WHERE schemaname = 'public' AND tablename OPERATOR(pg_catalog.~*) ('^orders' || '_') COLLATE pg_catalog."default"
             AND tablename !~ 'new$' AND tablename !~* 'OLDER' LOOP
        EXECUTE format('COMMENT ON TABLE %I IS %L', r.tablename, regexp_replace('a-b-c', '[b-c]|-', '', 'g'));
        EXECUTE format('ALTER TABLE %I ADD COLUMN was_old int', r.tablename);
    END LOOP;
    FOR r IN SELECT c.conname, c.conkey, c.conrelid FROM pg_constraint c
             WHERE c.conrelid = 'orders'::regclass AND c.contype = 'u' LOOP
        r.conname := regexp_replace(r.conname, 'unique$', '');
        FOREACH number IN ARRAY r.conkey LOOP
            SELECT attname INTO column_name FROM pg_attribute WHERE attrelid = r.conrelid AND attnum = number;
            r.conname := r.conname || column_name || '_';
        END LOOP;
        EXECUTE format('ALTER TABLE orders RENAME CONSTRAINT orders_unique TO %I', r.conname || 'uq');
    END LOOP;
    SELECT string_agg(a.attname, '_') INTO names FROM pg_constraint c, pg_attribute a
        WHERE c.conrelid = 'order_lines'::regclass AND c.conname = 'line_of'
        AND a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey);
    EXECUTE format('ALTER TABLE order_lines RENAME CONSTRAINT line_of TO %I', names || '_fkey');
END $$;
ALTER TABLE orders DROP COLUMN seen_s, DROP CONSTRAINT orders_region_number_uq;
ALTER TABLE order_lines DROP COLUMN seen_lines, DROP CONSTRAINT order_id_fkey;
ALTER TABLE "Orders_old" DROP COLUMN was_old;
