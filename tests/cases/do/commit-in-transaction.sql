-- case: COMMIT in a block inside a transaction
-- covers: do/do
-- error: 2D000
BEGIN;
DO $$
BEGIN
    CREATE TABLE a (x int);
    COMMIT;
END $$;
