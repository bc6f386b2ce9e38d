-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
ALTER TABLE users ADD COLUMN name text NOT NULL;
ALTER TABLE users ALTER COLUMN nickname SET NOT NULL;
