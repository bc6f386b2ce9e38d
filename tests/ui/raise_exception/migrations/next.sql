-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
DO $$
BEGIN
    RAISE EXCEPTION 'no';
END $$;
