-- case: COMMIT and ROLLBACK in a block outside a transaction
-- covers: do/do
DO $$
BEGIN
    CREATE TABLE a (x int);
    COMMIT;
    CREATE TABLE b (x int);
    ROLLBACK;
    CREATE TABLE c (x int);
END $$;
