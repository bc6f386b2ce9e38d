-- case: Loops over rows of the catalogs
-- covers: do/do
CREATE TABLE orders (id int PRIMARY KEY);
CREATE TABLE items (id int PRIMARY KEY, order_id int REFERENCES orders);
CREATE TABLE "Mixed" (id int);
CREATE SCHEMA s;
CREATE TABLE s.inner_table (id int);
DO $$
DECLARE
    r record;
    tbl text;
    con record;
BEGIN
    FOR r IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename LOOP
        EXECUTE format('ALTER TABLE %I ADD COLUMN created_at timestamptz NOT NULL DEFAULT now()', r.tablename);
    END LOOP;
    FOR tbl IN SELECT table_name FROM information_schema.tables WHERE table_schema = 's' AND table_type = 'BASE TABLE' LOOP
        EXECUTE 'ALTER TABLE s.' || quote_ident(tbl) || ' ADD COLUMN updated_at timestamptz';
    END LOOP;
    FOR con IN
        SELECT c.conname, c.conrelid::regclass AS tbl
        FROM pg_constraint c
        JOIN pg_namespace n ON n.oid = c.connamespace
        WHERE c.contype = 'f' AND n.nspname = 'public'
    LOOP
        EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', con.tbl, con.conname);
    END LOOP;
    FOR r IN SELECT table_schema, table_name, column_name FROM information_schema.columns
             WHERE column_name = 'updated_at' AND table_schema NOT IN ('pg_catalog', 'information_schema')
    LOOP
        EXECUTE format('ALTER TABLE %I.%I ALTER COLUMN %I SET NOT NULL', r.table_schema, r.table_name, r.column_name);
    END LOOP;
    FOR r IN SELECT c.oid::regclass AS name FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relname LIKE 'M%' LOOP
        EXECUTE 'ALTER TABLE ' || r.name || ' ADD COLUMN mixed int';
    END LOOP;
END $$;
