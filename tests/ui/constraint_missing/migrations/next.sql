-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
ALTER TABLE users DROP CONSTRAINT users_name_key;
