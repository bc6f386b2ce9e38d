-- case: A look-up in pg_constraint
-- covers: do/do, alter-table/add-constraint
CREATE TABLE t (a int);
DO $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = 't_a_positive') THEN
        ALTER TABLE t ADD CONSTRAINT t_a_positive CHECK (a > 0);
    END IF;
    IF EXISTS (SELECT 1 FROM pg_constraint WHERE conname = 'nosuch') THEN
        ALTER TABLE t DROP COLUMN a;
    ELSE
        ALTER TABLE t ADD COLUMN b int;
    END IF;
END $$;
