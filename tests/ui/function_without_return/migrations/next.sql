-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
CREATE FUNCTION make() RETURNS int LANGUAGE plpgsql AS $$
BEGIN
    CREATE TABLE orders (id bigint PRIMARY KEY);
END $$;
SELECT make();
