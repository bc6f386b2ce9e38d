-- case: What a block did before its exception is undone
-- covers: do/do
CREATE TABLE t (a int);
DO $$ BEGIN
    ALTER TABLE t ADD COLUMN b int;
    ALTER TABLE t ADD COLUMN a int;
EXCEPTION WHEN duplicate_column THEN
    RAISE NOTICE 'column exists';
END $$;
