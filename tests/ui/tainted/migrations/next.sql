-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
DO $$
DECLARE
    t text := current_setting('app.table');
BEGIN
    EXECUTE 'ALTER TABLE ' || t || ' ADD COLUMN name int';
END
$$;
ALTER TABLE users ADD COLUMN name text;
