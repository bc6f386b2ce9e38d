-- case: A setting that a function, a branch or the server may have set is not known
-- covers: do/do
CREATE TABLE t (a int);
SET app.mode = 'full';
SET app.size = 007;
DO $$
BEGIN
    IF (SELECT count(*) FROM t) = 0 THEN
        SET app.mode = 'small';
    END IF;
    IF current_setting('app.mode') = 'full' THEN
        ALTER TABLE t ADD COLUMN full_mode int;
    END IF;
    IF current_setting('app.size') = '007' THEN
        ALTER TABLE t ADD COLUMN sized int;
    END IF;
END $$;
SET app.other = 'a';
CREATE FUNCTION change() RETURNS void LANGUAGE plpgsql AS $$ BEGIN PERFORM set_config('app.' || 'other', 'b', false); END $$;
SELECT change();
DO $$
BEGIN
    IF current_setting('app.other') = 'a' THEN
        ALTER TABLE t ADD COLUMN other int;
    END IF;
END $$;
RESET app.mode;
DO $$
BEGIN
    IF current_setting('app.mode', true) = 'full' THEN
        ALTER TABLE t ADD COLUMN reset_mode int;
    END IF;
END $$;
