-- case: functions that call functions, by PERFORM, as a value and as a condition
CREATE TABLE t (id int);
CREATE FUNCTION column_is_there(of_table text, name text) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN EXISTS (
        SELECT 1 FROM information_schema.columns c
        WHERE c.table_schema = 'public' AND c.table_name = of_table AND c.column_name = name
    );
END $$;
CREATE FUNCTION ensure_column(of_table text, name text, ty text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    IF column_is_there(of_table, name) THEN
        RETURN false;
    END IF;
    EXECUTE format('ALTER TABLE %I ADD COLUMN %I %s', of_table, name, ty);
    RETURN true;
END $$;
CREATE FUNCTION ensure_two(of_table text) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
    n int := 0;
BEGIN
    PERFORM ensure_column(of_table, 'a', 'int');
    IF ensure_column(of_table, 'b', 'text') THEN
        n := n + 1;
    END IF;
    IF ensure_column(of_table, 'a', 'text') THEN
        n := n + 10;
    END IF;
    RETURN n;
END $$;
DO $$
DECLARE
    n int;
BEGIN
    n := ensure_two('t');
    IF n = 1 THEN
        CREATE TABLE one (id int);
    ELSE
        CREATE TABLE other (id int);
    END IF;
END $$;
