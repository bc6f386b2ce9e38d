-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
CREATE FUNCTION make(name text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE TABLE %I (id bigint PRIMARY KEY)', name);
END $$;
SELECT make('orders');
SELECT make('users');
