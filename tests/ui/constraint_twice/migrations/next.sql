-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
ALTER TABLE users ADD CONSTRAINT users_email_key CHECK (id > 0);
