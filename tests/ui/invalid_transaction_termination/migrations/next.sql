-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
DO $$
BEGIN
    CREATE TABLE orders (id bigint PRIMARY KEY);
    COMMIT;
END $$;
