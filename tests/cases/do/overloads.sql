-- case: Calls of functions of one name, of which one takes an array
-- covers: do/do
CREATE FUNCTION make(a text, b text DEFAULT 'x') RETURNS void LANGUAGE plpgsql AS $$
BEGIN EXECUTE format('CREATE TABLE %I (c int)', a || '_' || b); END $$;
CREATE FUNCTION make(a text, many text[], b text DEFAULT 'x') RETURNS void LANGUAGE plpgsql AS $$
DECLARE one text;
BEGIN
    FOREACH one IN ARRAY many LOOP EXECUTE format('CREATE TABLE %I (c int)', a || '_' || one); END LOOP;
END $$;
DO $$ BEGIN PERFORM make('in', ARRAY['a', 'b']); PERFORM make('in', 'plain'); END $$;
SELECT make('out', ARRAY['c', 'd']::text[]);
