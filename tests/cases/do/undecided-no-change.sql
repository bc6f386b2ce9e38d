-- case: A branch that is not decided changes nothing after all
-- covers: do/do
CREATE TABLE t (a int);
CREATE INDEX ix ON t (a);
DO $$
BEGIN
    IF current_user <> 'z' THEN
        CREATE INDEX IF NOT EXISTS ix ON t (a);
        ALTER TABLE t ADD COLUMN IF NOT EXISTS a int;
        CREATE TABLE scratch (a int);
        DROP TABLE scratch;
        RAISE NOTICE 'done';
    ELSIF current_user = 'y' THEN
        RAISE EXCEPTION 'no';
    END IF;
END $$;
ALTER TABLE t ADD COLUMN b int;
CREATE TABLE scratch (b int);
