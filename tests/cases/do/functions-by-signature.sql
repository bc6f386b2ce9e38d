-- case: Functions as regproc and regprocedure, by their arguments, and in rows that are compared
-- covers: do/do
CREATE SCHEMA far;
CREATE TYPE mood AS ENUM ('glad');
CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION two(a int, "B" varchar(5)) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION two(m mood, VARIADIC more text[]) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION gives(a int, OUT b bpchar, INOUT c timestamptz) LANGUAGE sql AS $$ SELECT 'a'::bpchar, now() $$;
CREATE FUNCTION rows_of(a int) RETURNS TABLE (x int) LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION far.away(int[]) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION far.one() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE PROCEDURE does(IN a int, INOUT b int) LANGUAGE plpgsql AS $$ BEGIN NULL; END $$;
COMMENT ON FUNCTION one() IS 'the first';
CREATE TABLE t (a int, b int);
COMMENT ON TABLE t IS 'of all';
COMMENT ON COLUMN t.b IS 'second';
DO $$
DECLARE
    f record;
    n int := 0;
BEGIN
    FOR f IN SELECT p.oid::regproc AS name, p.oid::regprocedure AS signature, p.oid::regprocedure::text AS text,
            pg_get_function_identity_arguments(p.oid) AS arguments, p.prokind, pg_function_is_visible(p.oid) AS seen
        FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
        WHERE n.nspname IN ('public', 'far') ORDER BY p.proname, n.nspname, pg_get_function_identity_arguments(p.oid)
    LOOP
        n := n + 1;
        EXECUTE format('ALTER TABLE t ADD COLUMN %I int', 'f' || n);
        EXECUTE format('COMMENT ON COLUMN t.%I IS %L', 'f' || n, concat_ws(' / ', f.name, f.signature, f.text, f.arguments, f.seen));
    END LOOP;
    FOR f IN SELECT oid::regprocedure AS it FROM pg_proc
        WHERE (proname, pronargs) IN (('two', 2), ('rows_of', 2), ('one', 0)) AND pronamespace = 'public'::regnamespace
    LOOP
        EXECUTE 'DROP FUNCTION ' || f.it;
    END LOOP;
    IF ((SELECT count(*)::int FROM pg_namespace WHERE nspname = 'far'), 'far') = (1, 'far') THEN
        COMMENT ON SCHEMA far IS 'counted';
    END IF;
    IF EXISTS (SELECT FROM information_schema.columns c WHERE (c.table_name, c.column_name) IN (VALUES ('t', 'a'), ('u', 'b')))
        AND ROW('x', 1) <> ROW('x', 2)
        AND to_regprocedure('far.away(int[])') IS NOT NULL AND to_regproc('far.nothing') IS NULL
        AND to_regtype('mood') = 'mood'::regtype AND to_regclass('t')::text = 't' AND 'far.one'::regproc::text = 'far.one'
    THEN
        EXECUTE format('COMMENT ON TYPE mood IS %L', concat_ws('/', obj_description('t'::regclass, 'pg_class'),
            col_description('t'::regclass, 2), coalesce(col_description('t'::regclass, 1), '-'),
            (SELECT string_agg(obj_description(oid, 'pg_proc'), ',') FROM pg_proc WHERE proname = 'away')));
    END IF;
END $$;
