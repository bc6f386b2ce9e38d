-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
DO $$
DECLARE
    t text := current_setting('app.table');
BEGIN
    IF current_user = 'owner' THEN
        ALTER TABLE orders ADD COLUMN note text;
    END IF;
    EXECUTE 'ALTER TABLE ' || t || ' ADD COLUMN name int';
END
$$;
