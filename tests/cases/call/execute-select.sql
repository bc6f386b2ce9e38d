-- case: triggers and blocks that only read by EXECUTE leave the schema alone
CREATE TABLE t (id int PRIMARY KEY, name text);
INSERT INTO t VALUES (1, 'a');
CREATE FUNCTION immutable() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    col text;
    a text;
    b text;
BEGIN
    FOREACH col IN ARRAY tg_argv LOOP
        EXECUTE format('SELECT $1.%I', col) INTO a USING new;
        EXECUTE format('SELECT $1.%I', col) INTO b USING old;
        IF a IS DISTINCT FROM b THEN
            RAISE EXCEPTION 'column % does not change', col;
        END IF;
    END LOOP;
    RETURN new;
END $$;
CREATE TRIGGER keeps BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION immutable('id');
UPDATE t SET name = 'b';
DO $$
DECLARE
    r record;
    n bigint;
BEGIN
    FOR r IN SELECT id, name FROM t LOOP
        EXECUTE format('SELECT count(*) FROM t WHERE id = %s', r.id) INTO n;
    END LOOP;
END $$;
ALTER TABLE t ADD COLUMN more int;
