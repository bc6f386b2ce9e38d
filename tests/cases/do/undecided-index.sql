-- case: A branch that is not decided drops an index: its table alone is uncertain
-- covers: do/do
CREATE TABLE t (a int);
CREATE INDEX ix ON t (a);
CREATE TABLE u (a int);
DO $$
BEGIN
    IF current_user = 'z' THEN
        DROP INDEX ix;
        ALTER INDEX ix RENAME TO iy;
    END IF;
END $$;
ALTER TABLE u ADD COLUMN b int;
