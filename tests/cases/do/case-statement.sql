-- case: CASE statements and expressions
-- covers: do/do
CREATE TABLE t (a int);
DO $$
DECLARE
    kind text;
BEGIN
    kind := (SELECT data_type FROM information_schema.columns WHERE table_schema = 'public' AND table_name = 't' AND column_name = 'a');
    CASE kind
        WHEN 'text', 'character varying' THEN
            DROP TABLE t;
        WHEN 'integer' THEN
            ALTER TABLE t ALTER COLUMN a TYPE text USING a::text;
        ELSE
            RAISE EXCEPTION 'unexpected %', kind;
    END CASE;
    CASE
        WHEN to_regclass('t') IS NULL THEN
            CREATE TABLE t (b int);
        WHEN true THEN
            ALTER TABLE t ADD COLUMN b int;
    END CASE;
    EXECUTE 'ALTER TABLE t ADD COLUMN ' || CASE WHEN kind = 'integer' THEN 'was_integer' ELSE 'was_text' END || ' int';
END $$;
