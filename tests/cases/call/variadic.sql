-- case: VARIADIC arguments are an array
CREATE TABLE t (id int);
CREATE FUNCTION add_all(of_table text, VARIADIC names text[]) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY names LOOP
        EXECUTE format('ALTER TABLE %I ADD COLUMN %I int', of_table, name);
    END LOOP;
    RETURN array_length(names, 1);
END $$;
SELECT add_all('t', 'a', 'b', 'c');
