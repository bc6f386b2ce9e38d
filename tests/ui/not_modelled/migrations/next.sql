-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
DO $$
BEGIN
    IF current_user = 'owner' THEN
        CREATE POLICY own ON orders USING (user_id > 0);
    END IF;
END
$$;
