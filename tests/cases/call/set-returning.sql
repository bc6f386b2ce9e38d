-- case: loops over functions that give rows: RETURN NEXT, RETURN QUERY, in SQL, as a table
CREATE TABLE log_a (id int);
CREATE TABLE log_b (id int);
CREATE TABLE other (id int);
CREATE FUNCTION logs() RETURNS SETOF name LANGUAGE sql AS $$
    SELECT c.relname FROM pg_catalog.pg_class c
    WHERE c.relkind = 'r' AND c.relname LIKE 'log\_%' ORDER BY c.relname
$$;
CREATE FUNCTION wanted() RETURNS TABLE (tab text, col text) LANGUAGE plpgsql AS $$
BEGIN
    tab := 'log_a';
    col := 'x';
    RETURN NEXT;
    RETURN QUERY SELECT 'log_b'::text, 'y'::text;
END $$;
CREATE FUNCTION numbers() RETURNS SETOF int LANGUAGE plpgsql AS $$
BEGIN
    FOR i IN 1 .. 3 LOOP
        CONTINUE WHEN i = 2;
        RETURN NEXT i;
    END LOOP;
END $$;
DO $$
DECLARE
    t text;
    r record;
    n int;
BEGIN
    FOR t IN SELECT logs() LOOP
        EXECUTE format('CREATE INDEX %I ON %I (id)', t || '_idx', t);
    END LOOP;
    FOR r IN SELECT * FROM wanted() LOOP
        EXECUTE format('ALTER TABLE %I ADD COLUMN %I int', r.tab, r.col);
    END LOOP;
    FOR n IN SELECT * FROM numbers() LOOP
        EXECUTE format('ALTER TABLE other ADD COLUMN c%s int', n);
    END LOOP;
END $$;
