-- case: EXECUTE of texts that variables and functions make
-- covers: do/do
CREATE SCHEMA s;
SET search_path TO s, public;
DO $$
DECLARE
    prefix CONSTANT text := 'app';
    tbl text := prefix || '_users';
    q text;
    has boolean;
BEGIN
    EXECUTE format('CREATE TABLE %I.%I (id int, note text DEFAULT %L)', current_schema(), tbl, 'it''s');
    q := 'ALTER TABLE ' || quote_ident(current_schema()) || '.' || tbl;
    q := q || ' ADD COLUMN b int';
    EXECUTE q;
    EXECUTE concat('ALTER TABLE ', tbl, ' ADD COLUMN ', lower('C'), ' int');
    EXECUTE 'SELECT count(*) > 0 FROM pg_tables WHERE tablename = ''app_users''' INTO has;
    IF has THEN
        EXECUTE replace('ALTER TABLE @t ADD COLUMN d int', '@t', tbl);
    END IF;
    EXECUTE format('SELECT EXISTS (SELECT 1 FROM pg_class WHERE relname = %L)', 'nosuch') INTO has;
    IF NOT has THEN
        CREATE TABLE nosuch (x int);
    END IF;
END $$;
