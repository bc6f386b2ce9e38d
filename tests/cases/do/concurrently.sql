-- case: CREATE INDEX CONCURRENTLY in a block
-- covers: do/do
-- error: 25001
CREATE TABLE t (a int);
DO $$
BEGIN
    EXECUTE 'CREATE INDEX CONCURRENTLY i ON t (a)';
END $$;
