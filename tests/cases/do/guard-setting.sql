-- case: A setting that the history itself has set
-- covers: do/do
CREATE TABLE t (a int);
SET app.mode = 'full';
SET App.Level = 3;
DO $$
BEGIN
    IF current_setting('app.mode', true) = 'full' THEN
        ALTER TABLE t ADD COLUMN full_mode int;
    END IF;
    IF current_setting('APP.level')::int > 2 THEN
        ALTER TABLE t ADD COLUMN level int;
    END IF;
    SET LOCAL app.mode = 'small';
    IF current_setting('app.mode') = 'small' THEN
        ALTER TABLE t ADD COLUMN small_mode int;
    END IF;
END $$;
DO $$
BEGIN
    EXECUTE format('ALTER TABLE t ADD COLUMN %I int', 'again_' || current_setting('app.mode'));
END $$;
BEGIN;
SET app.mode = 'undone';
ROLLBACK;
DO $$
BEGIN
    BEGIN
        SET app.mode = 'inner';
        RAISE EXCEPTION 'no';
    EXCEPTION WHEN OTHERS THEN
        NULL;
    END;
    EXECUTE format('ALTER TABLE t ADD COLUMN %I int', 'still_' || current_setting('app.mode'));
END $$;
