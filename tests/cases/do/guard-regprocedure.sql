-- case: to_regprocedure, to_regproc, to_regtype, to_regnamespace
-- covers: do/do
CREATE FUNCTION f(a int, b text) RETURNS int LANGUAGE sql AS 'SELECT 1';
DO $$
BEGIN
    IF to_regprocedure('f(int, text)') IS NOT NULL THEN
        CREATE TABLE has_f (a int);
    END IF;
    IF to_regprocedure('public.f(integer)') IS NULL AND to_regproc('nosuch_function') IS NULL THEN
        CREATE TABLE has_no_other (a int);
    END IF;
    IF to_regproc('public.f') IS NOT NULL AND to_regtype('has_f') IS NOT NULL AND to_regtype('character varying') IS NOT NULL THEN
        CREATE TABLE has_names (a int);
    END IF;
    IF to_regnamespace('public') IS NULL OR to_regnamespace('nosuch') IS NOT NULL THEN
        CREATE TABLE wrong (a int);
    END IF;
    IF NOT EXISTS (SELECT FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE p.proname = 'g' AND n.nspname = current_schema()) THEN
        CREATE FUNCTION g() RETURNS int LANGUAGE sql AS 'SELECT 1';
    END IF;
END $$;
