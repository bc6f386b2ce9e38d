-- case: Look-ups into variables, FOUND
-- covers: do/do
CREATE TABLE t (a int CONSTRAINT c_old CHECK (a > 0));
CREATE TABLE u (id int PRIMARY KEY, t_id int);
ALTER TABLE u ADD FOREIGN KEY (t_id) REFERENCES u (id);
DO $$
DECLARE
    present boolean;
    n int;
    con text;
    missing name;
    r record;
BEGIN
    SELECT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'mood') INTO present;
    IF NOT present THEN
        CREATE TYPE mood AS ENUM ('sad');
    END IF;
    SELECT count(*) INTO n FROM pg_constraint WHERE conrelid = 't'::regclass;
    IF n > 0 THEN
        ALTER TABLE t ADD COLUMN counted int;
    END IF;
    SELECT conname INTO con FROM pg_constraint WHERE conrelid = 'u'::regclass AND contype = 'f';
    IF con IS NOT NULL THEN
        EXECUTE format('ALTER TABLE u DROP CONSTRAINT %I', con);
        EXECUTE 'ALTER TABLE u ADD CONSTRAINT ' || quote_ident(con || '_new') || ' FOREIGN KEY (t_id) REFERENCES u (id)';
    END IF;
    SELECT conname INTO missing FROM pg_constraint WHERE conname = 'nosuch';
    IF missing IS NULL THEN
        ALTER TABLE t ADD COLUMN nothing int;
    END IF;
    IF NOT FOUND THEN
        ALTER TABLE t ADD COLUMN not_found int;
    END IF;
    PERFORM 1 FROM pg_class WHERE relname = 't';
    IF FOUND THEN
        ALTER TABLE t ADD COLUMN found int;
    END IF;
    PERFORM 1 FROM information_schema.tables WHERE table_name = 'nosuch';
    IF NOT FOUND THEN
        ALTER TABLE t ADD COLUMN performed int;
    END IF;
    SELECT relname, relkind INTO r FROM pg_class WHERE oid = 't'::regclass;
    IF r.relkind = 'r' AND r.relname = 't' THEN
        ALTER TABLE t ADD COLUMN from_row int;
    END IF;
END $$;
