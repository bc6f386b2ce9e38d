-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
ALTER TABLE users DROP COLUMN name CASCADE;
