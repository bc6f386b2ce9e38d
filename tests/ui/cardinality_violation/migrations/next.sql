-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
CREATE TABLE a (id bigint PRIMARY KEY);
CREATE TABLE b (id bigint PRIMARY KEY);
DO $$
DECLARE n text := (SELECT tablename FROM pg_tables WHERE schemaname = 'public');
BEGIN
    EXECUTE 'DROP TABLE ' || n;
END $$;
