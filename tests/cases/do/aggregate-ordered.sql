-- case: Aggregates with ORDER BY
-- covers: do/do
CREATE TABLE part_a (b int, a int);
CREATE TABLE part_b (c int);
CREATE TABLE kept (d int);
DO $$
DECLARE
    statement text;
    names text[];
BEGIN
    SELECT 'CREATE TABLE ' || string_agg(column_name, '_' ORDER BY column_name) || ' ()' INTO statement
    FROM information_schema.columns WHERE table_name = 'part_a';
    EXECUTE statement;
    SELECT 'CREATE TABLE ' || string_agg(attname, '_' ORDER BY attnum DESC) || '_back ()' INTO statement
    FROM pg_attribute WHERE attrelid = 'part_a'::regclass AND attnum > 0;
    EXECUTE statement;
    SELECT array_agg(tablename ORDER BY tablename DESC) INTO names
    FROM pg_tables WHERE schemaname = 'public' AND tablename LIKE 'part\_%';
    EXECUTE 'CREATE VIEW ' || names[1] || '_view AS SELECT 1 AS one';
    SELECT 'DROP TABLE ' || string_agg(quote_ident(tablename), ', ' ORDER BY tablename) INTO statement
    FROM pg_tables WHERE schemaname = 'public' AND tablename LIKE 'part\_%';
    EXECUTE statement;
END
$$;
DROP TABLE a_b;
DROP TABLE a_b_back;
DROP VIEW part_b_view;
CREATE TABLE part_a (again int);
