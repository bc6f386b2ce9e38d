-- case: Guards that look into tables leave alone what they do not touch
-- covers: do/do
CREATE TABLE t (a int);
CREATE TABLE u (a int);
DO $$
DECLARE
    n int;
    r record;
    name text;
BEGIN
    SELECT count(*) INTO n FROM t;
    IF n > 0 THEN
        ALTER TABLE t ADD COLUMN b int;
    END IF;
    FOR r IN SELECT a FROM t LOOP
        EXECUTE format('GRANT SELECT ON u TO role_%s', r.a);
        EXECUTE format('ALTER TABLE t ADD COLUMN c_%s int', r.a);
    END LOOP;
    INSERT INTO u VALUES (1) RETURNING a INTO n;
    IF FOUND THEN
        RAISE NOTICE '%', n;
    END IF;
    IF EXISTS (SELECT 1 FROM t WHERE a = 99) OR true THEN
        ALTER TABLE u ADD COLUMN b int;
    END IF;
END $$;
ALTER TABLE u ADD COLUMN c int;
